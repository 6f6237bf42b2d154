// An officer's whole story, at a desk with script and on a phone without: a survey of officials from the template, twenty addresses from a file
// with three bad lines, reminders, closing, results, who answered, a research file. Every page on the way is fit for
// everybody.

import { type APIRequestContext, expect as said, type Page, type PlaywrightWorkerArgs } from "@playwright/test";
import { agree, approve, desktop, enter, expect, expectGood, phone, type Server, test } from "./fixtures.ts";

/** How many of the twenty answer; ten at least, or nothing could be published of them. */
const ANSWERING = 12;

/** A desk of the demonstration, and what a line of its list looks like. */
type Desk = { slug: string; line: (address: string) => string };
const scotland: Desk = { slug: "scotland", line: (address) => `${address}, inverclyde` };
const inverclyde: Desk = { slug: "inverclyde", line: (address) => address };

/** Twenty people, whom no other story invites. */
function invited(story: string): string[] {
  return Array.from({ length: 20 }, (_, at) => `person${at + 1}@${story}.example`);
}

/** A date so many days from now, as a date field wants it. */
function day(days: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(Date.now() + days * 86_400_000);
}

async function launch(page: Page, desk: Desk, title: string): Promise<void> {
  await page.goto(`/desk/${desk.slug}`);
  await expectGood(page);
  if (await page.getByRole("link", { name: "Everything else" }).isVisible()) {
    await page.getByRole("link", { name: "Everything else" }).click();
  }
  await page.getByRole("link", { name: "Surveys", exact: true }).click();
  await page.getByRole("link", { name: /Make (a survey|the first one)/ }).click();
  await expectGood(page);
  await page.getByLabel("Survey of Community Planning officials").check();
  await page.getByLabel("What do you call it?").fill(title);
  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(page.getByRole("status")).toContainText("The draft is made");
  await expectGood(page);

  // Publishing too early says what is missing, and every line leads to where it is put right.
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await expectGood(page);
  await page.getByRole("alert").getByRole("link", { name: /^First day/ }).click();
  await expectGood(page);
  await page.getByLabel("First day").fill(day(-1));
  await page.getByLabel("Last day").fill(day(14));
  await page.getByRole("group", { name: "What is it called?" }).getByLabel("In Gaelic").fill("Dealbhadh coimhearsnachd");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toContainText("Saved");
  await expectGood(page);

  await tab(page, "Questions");
  await page.getByRole("link", { name: "Preview all" }).click();
  await expectGood(page);
  await page.goBack();
  await tab(page, "Overview");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status")).toContainText("It is published");
  await expectGood(page);
}

/** Goes to another page of the same survey. */
async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("main").getByRole("navigation").getByRole("link", { name, exact: true }).click();
  await expectGood(page);
}

async function invite(page: Page, desk: Desk, people: string[]): Promise<void> {
  await tab(page, "Invitations");
  const lines = people.map(desk.line);
  const bad = new Map([
    [3, "nobody at all"],
    [11, "person12@"],
    [20, "@nowhere.example"],
  ]);
  const file = ["e-mail", ...lines.map((line, at) => bad.get(at + 1) ?? line)].join("\r\n");
  const upload = { name: "officials.csv", mimeType: "text/csv", buffer: Buffer.from(file) };
  await page.getByLabel("Or choose a file").setInputFiles(upload);
  await page.getByRole("button", { name: "Invite them" }).click();
  await expect(page.getByRole("status")).toContainText("17 people are invited; 3 lines could not be read");
  for (const at of bad.keys()) await expect(page.getByRole("row", { name: `Line ${at + 1} ` })).toBeVisible();
  await expect(page.getByLabel("Paste a list")).toHaveValue([...bad.values()].join("\n"));
  await expectGood(page);

  // Put right in the box, the three are invited as well, and nobody twice.
  const right = [...bad.keys()].map((at) => lines[at - 1]);
  await page.getByLabel("Paste a list").fill([...right, lines[0]].join("\n"));
  await page.getByRole("button", { name: "Invite them" }).click();
  await expect(page.getByRole("status")).toContainText("3 people are invited");
  await page.getByRole("link", { name: "Back to the invitations" }).click();
  await expect(page.getByRole("main")).toContainText("20 people are invited");
  await expectGood(page);
}

/** The letters stand in the outbox, each as somebody gets it. */
async function lookAtLetters(page: Page, desk: Desk, title: string): Promise<void> {
  const invitations = page.url();
  await page.goto(`/desk/${desk.slug}/outbox`);
  await expectGood(page);
  await page.getByRole("main").getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("main")).toContainText("Do not write to me again");
  await expectGood(page);
  await page.goto(invitations);
}

/** The personal link in somebody's letter. */
async function linkOf(server: Server, address: string, title: string): Promise<URL> {
  const letter = await server.letterTo(address, (letter) => letter.subject.startsWith(title));
  const link = /http:\S+\/s\/\S+\?c=\S+/.exec(letter.text)?.[0];
  if (!link) throw new Error(`No link in the letter to ${address}:\n${letter.text}`);
  return new URL(link);
}

/**
 * Somebody answers the first question by their link, leaves out the others and sends it: the requests of a browser without
 * the browser.
 */
async function answer(playwright: PlaywrightWorkerArgs["playwright"], server: Server, link: URL): Promise<void> {
  const somebody: APIRequestContext = await playwright.request.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { origin: server.url },
  });
  try {
    const begun = await somebody.post(`${link.pathname}/start`, { form: { c: link.searchParams.get("c") ?? "" } });
    said(begun.url()).toContain("/q/");
    const choices = [...(await begun.text()).matchAll(/name="(answers\[[^"]+\](?:\[\])?)"[^>]*? value="([^"]+)"/g)];
    const [, name, value] = choices[Math.floor(choices.length / 2)] ?? [];
    said(name, "a question with a choice on the first page").toBeDefined();
    let here = await somebody.post(begun.url(), { form: { [name ?? ""]: value ?? "", then: "next" } });
    for (let pages = 0; pages < 60 && here.url().includes("/q/"); pages++) {
      here = await somebody.post(here.url(), { form: { then: "next" } });
    }
    const sent = await somebody.post(`${link.pathname}/check`, { form: {} });
    said(sent.url()).toMatch(/\/sent$/);
  } finally {
    await somebody.dispose();
  }
}

async function remind(page: Page, server: Server, answered: string[], silent: string[]): Promise<void> {
  await page.reload();
  await expect(page.getByRole("main")).toContainText("By the newest count about");
  await page.getByRole("button", { name: "Remind them" }).click();
  await expect(page.getByRole("status")).toContainText("Reminders are on their way");
  await expectGood(page);
  for (const address of silent) {
    await expect.poll(async () => (await lettersTo(server, address)).length, `letters to ${address}`).toBe(2);
  }
  for (const address of answered) expect(await lettersTo(server, address), `letters to ${address}`).toHaveLength(1);
}

async function lettersTo(server: Server, address: string): Promise<string[]> {
  return (await server.letters()).filter((letter) => letter.to === address).map((letter) => letter.subject);
}

async function close(page: Page, server: Server): Promise<void> {
  await tab(page, "Overview");
  await page.getByRole("link", { name: "Close it early" }).click();
  await expect(page.getByRole("heading", { name: "Close this survey now?" })).toBeVisible();
  await expectGood(page);
  await page.getByRole("button", { name: "Close it now" }).click();
  await expect(page.getByRole("status")).toContainText("It is closed");
  await expectGood(page);
  // Answers are shuffled a few minutes later; the counts follow by themselves.
  await server.advance(10 * 60);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("main")).toContainText(/About 1[05] people answered. The results are not public yet/, {
      timeout: 500,
    });
  }).toPass({ timeout: 30_000 });
  await expectGood(page);
}

async function read(page: Page, title: string): Promise<void> {
  await tab(page, "Results");
  await expect(page.getByRole("heading", { level: 2 }).first()).toContainText(/About 1[05] of 20 people/);
  await page.getByRole("button", { name: "Make the results public" }).click();
  await expect(page.getByRole("main")).toContainText("The results are public");
  await expectGood(page);
  await page.getByRole("main").getByRole("link", { name: "what people answered" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expectGood(page);
  await page.goBack();
  await tab(page, "Who answered");
}

async function take(page: Page, server: Server, second: Page): Promise<void> {
  await tab(page, "Research files");
  await page.getByLabel("What do you need it for?").fill("To write the yearly report to the partnership.");
  await agree(page);
  await page.getByRole("button", { name: "Send the request" }).click();
  await expect(page.getByRole("main")).toContainText("Waits for a second person");
  await expectGood(page);
  const exports = page.url().replace(/#.*/, "");
  await approve(second, server, exports, "To write the yearly report");
  await page.goto(exports);
  // "Look again" is what there is without script.
  await expect(async () => {
    const again = page.getByRole("link", { name: "Look again" });
    if (await again.isVisible()) await again.click();
    await expect(page.getByRole("link", { name: /^Download/ })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expectGood(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download/ }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).subarray(0, 2).toString(), "the first letters of a ZIP").toBe("PK");
}

const places = [
  { where: "at a desk", size: desktop, desk: scotland, tag: "@with-script" },
  { where: "on a phone", size: phone, desk: inverclyde, tag: "@without-script" },
];
for (const { where, size, desk, tag } of places) {
  test.describe(where, () => {
    // Chromium's own note on a form that was sent and is wrong.
    test.use({ ...size, tolerated: [/status of 422/] });

    test("an officer launches a survey, invites, reminds, closes, reads and exports", { tag }, async ({ page, server, elsewhere, playwright }) => {
      test.setTimeout(180_000);
      const title = `Officials ${where}`;
      const people = invited(where.replaceAll(" ", "-"));
      const [answering, silent] = [people.slice(0, ANSWERING), people.slice(ANSWERING)];
      await enter(page, server, "officer");
      await launch(page, desk, title);
      await invite(page, desk, people);
      const links = [];
      for (const address of people) links.push(await linkOf(server, address, title));

      await lookAtLetters(page, desk, title);

      // What one of them meets.
      const theirs = await elsewhere();
      await theirs.goto((links[0] as URL).href);
      await expect(theirs.getByRole("button", { name: "Start" })).toBeVisible();
      await expectGood(theirs);
      for (const link of links.slice(0, ANSWERING)) await answer(playwright, server, link);
      await theirs.reload();
      await theirs.getByRole("button", { name: "Start" }).click();
      await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Your answers are in");

      await remind(page, server, answering, silent);
      await close(page, server);
      await read(page, title);
      await take(page, server, await elsewhere());
      await tab(page, "History");
      await expect(page.getByRole("main")).toContainText("People who had not answered were reminded, wave 1");
      await expect(page.getByRole("main")).toContainText("A research file was downloaded");
    });
  });
}
