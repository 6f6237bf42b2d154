// One Folkmoot for the tests of one worker: a data folder of its own, a free port, and the control of its test mode.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const suite = fileURLToPath(new URL(".", import.meta.url));
const program = resolve(suite, process.env.FOLKMOOT_BIN || "../../target/debug/folkmoot");

/** A letter that the server handed over, oldest first in `letters()`. */
export type Letter = { to: string; subject: string; text: string };

export class Server {
  /** How many lines `troubles` has looked at. */
  private read = 0;

  private constructor(
    /** Where people reach it. */
    readonly url: string,
    private readonly control: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** Everything that it printed, line by line: for sign-in links and for failures. */
    readonly said: string[],
  ) {}

  static async start(): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "folkmoot-browser-"));
    const child = spawn(program, ["serve", "--demonstration", "--data", join(folder, "data"), "--listen", "127.0.0.1:0"], {
      cwd: folder,
      // All requests come from one address here, so the limit per address would hit the tests and not a flood.
      env: { ...process.env, FOLKMOOT__SERVER__REQUESTS_PER_SECOND: "10000" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: string[] = [];
    try {
      const [url, control] = await addresses(child, said);
      return new Server(url, control, child, folder, said);
    } catch (error) {
      child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The link that signs somebody of the demonstration in; it is printed after the address. */
  async linkOf(who: string): Promise<string> {
    const find = () => this.said.map((line) => new RegExp(`As ${who}\\s+(\\S+)`).exec(line)?.[1]).find(Boolean);
    const link = await eventually(find);
    if (!link) throw new Error(`The server printed no link for ${who}.`);
    return link;
  }

  /** What its log warned of since this was asked last. */
  troubles(): string[] {
    const news = this.said.slice(this.read);
    this.read = this.said.length;
    return news.filter((line) => /"level":"(WARN|ERROR)"/.test(line));
  }

  /** Moves the server's clock on. */
  async advance(seconds: number): Promise<void> {
    const answer = await fetch(`${this.control}/advance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ seconds }),
    });
    if (!answer.ok) throw new Error(`The server's clock could not be moved: ${answer.status}`);
  }

  /** All letters handed over so far, oldest first. */
  async letters(): Promise<Letter[]> {
    const answer = await fetch(`${this.control}/letters`);
    if (!answer.ok) throw new Error(`The server does not show its letters: ${answer.status}`);
    return await answer.json();
  }

  /** The newest letter to an address, as soon as there is one that `fits`. */
  async letterTo(address: string, fits: (letter: Letter) => boolean = () => true): Promise<Letter> {
    const found = await eventually(async () =>
      (await this.letters()).filter((letter) => letter.to.includes(address) && fits(letter)).at(-1),
    );
    if (!found) throw new Error(`No such letter to ${address} within ten seconds.`);
    return found;
  }

  /** Stops it as an operator would, and says so when it does not stop. */
  async stop(): Promise<void> {
    const ended = new Promise<void>((go) => this.child.once("exit", () => go()));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill("SIGTERM");
      const late = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    }
    await rm(this.folder, { recursive: true, force: true });
    if (this.child.signalCode === "SIGKILL") throw new Error("The server did not stop within ten seconds of SIGTERM.");
  }
}

/** Looks again every tenth of a second, for ten seconds at most. */
async function eventually<T>(find: () => T | undefined | Promise<T | undefined>): Promise<T | undefined> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((go) => setTimeout(go, 100));
  }
  return undefined;
}

/** Waits for the two lines that tell where the server and its control listen, in either order. */
function addresses(child: ChildProcess, said: string[]): Promise<[string, string]> {
  return new Promise((go, fail) => {
    const trouble = (why: string) => fail(new Error(`${why} It said:\n${said.slice(-20).join("\n")}`));
    const late = setTimeout(() => trouble(`${program} was not ready within a minute.`), 60_000);
    let url: string | undefined;
    let control: string | undefined;
    const read = (line: string) => {
      said.push(line);
      url ??= /^listening on (http:\S+)/.exec(line)?.[1];
      control ??= /^control on (http:\S+)/.exec(line)?.[1];
      if (!url || !control) return;
      clearTimeout(late);
      go([url, control]);
    };
    for (const stream of [child.stdout, child.stderr]) lines(stream, read);
    child.once("error", () => trouble(`${program} cannot be started: run \`cargo xtask test browser\`, which builds it.`));
    child.once("exit", (code) => trouble(`${program} ended with code ${code} before it was ready.`));
  });
}

/** Calls `read` for each whole line; also later on, or the pipe would fill up and stop the server. */
function lines(stream: NodeJS.ReadableStream | null, read: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    parts.forEach(read);
  });
}
