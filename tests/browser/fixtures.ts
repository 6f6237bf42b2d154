// What every spec starts from: a page on a server of the worker's own, a console that must stay silent, requests that must
// stay at home, and the checks that are asked of every page.

import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Locator, type Page, test as base } from "@playwright/test";
import { Server } from "./server.ts";

export { expect };
export type { Letter, Server } from "./server.ts";

/** For `test.use(...)`: a phone in the hand, and the usual desk. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const desktop = { viewport: { width: 1280, height: 900 } };

type Each = {
  /** What the console may say in this test, such as the status of a page that is meant to be missing. */
  tolerated: RegExp[];
  /** Everything that the console said, and every request to somebody else. Must be empty in the end. */
  talk: string[];
  /** A page of another browser, which knows nothing of the first and is listened to like it. */
  elsewhere: () => Promise<Page>;
};

/** The last year from April to March that is over, as its pages are called. */
export const lastYear = ((now: Date) => {
  const begins = now.getFullYear() - (now.getMonth() >= 3 ? 1 : 2);
  return `${begins}-${String((begins + 1) % 100).padStart(2, "0")}`;
})(new Date());

/** Who can be signed in by a link of the demonstration. */
export type Who = "officer" | "researcher" | "administrator";

export const test = base.extend<Each, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  tolerated: [[], { option: true }],
  talk: [
    async ({ context, tolerated, server }, use) => {
      const talk: string[] = [];
      listen(context, talk, server.url);
      await use(talk);
      expectNoConsole(talk, tolerated);
      expect(server.troubles(), "warnings in the log of the server").toEqual([]);
    },
    { auto: true },
  ],
  elsewhere: async ({ browser, talk, server }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      // A new context takes over the settings of the test: language, size, script or none.
      const context = await browser.newContext();
      opened.push(context);
      listen(context, talk, server.url);
      return await context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/**
 * Collects what must not be on every page of a context: messages on the console (violations of the policy are among
 * them), uncaught errors, and requests to anybody but the server itself.
 */
function listen(context: BrowserContext, talk: string[], home: string): void {
  context.on("console", (message) => talk.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => talk.push(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    if (new URL(request.url()).origin !== home) talk.push(`asked somebody else: ${request.url()}`);
  });
}

/** Nothing was said on the console, but for what the test expects. */
export function expectNoConsole(talk: string[], tolerated: RegExp[] = []): void {
  expect(talk.filter((line) => !tolerated.some((known) => known.test(line))), "messages on the console").toEqual([]);
}

/** Signs somebody of the demonstration in, as the link on the server's first lines does. */
export async function enter(page: Page, server: Server, who: Who): Promise<void> {
  await page.goto(await server.linkOf(who));
  await page.locator("main").getByRole("button").click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

/** Agrees to the terms of a research file that holds answers. */
export async function agree(page: Page): Promise<void> {
  await page.getByLabel("Which institution keeps to the terms?").fill("University of Leith");
  const soon = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Until when do you keep the data?").fill(soon);
  await page.getByLabel("I agree to each of these").check();
}

/** A second person approves the request with this purpose. */
export async function approve(second: Page, server: Server, exports: string, purpose: string): Promise<void> {
  await enter(second, server, "administrator");
  await second.goto(exports);
  await expectGood(second);
  await second.getByRole("listitem").filter({ hasText: purpose }).getByRole("button", { name: "Approve it" }).click();
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** axe finds nothing to object to: WCAG 2.0 to 2.2, levels A and AA, and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  await onScriptedTwin(page, (twin) => objectsNothing(twin, (axe) => axe.withTags(STANDARDS)));
}

async function objectsNothing(page: Page, rules: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  // The other mode is for frames of other sites, of which there are none, and opens a page for every check.
  const axe = rules(new AxeBuilder({ page }).setLegacyMode()).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html) }));
  const scheme = await page.evaluate(() => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  expect(found, `accessibility of ${page.url()}, ${page.viewportSize()?.width} px, ${scheme}`).toEqual([]);
}

/** One heading of the first level, nothing sideways, nothing for axe to object to. Asked of every page that is met. */
export async function expectGood(page: Page): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await expectFits(page);
  await expectAccessible(page);
}

/** What depends on the size of the window. */
const LAYOUT = ["color-contrast", "target-size", "scrollable-region-focusable", "landmark-unique"];

/** As `expectGood`, on a phone and at a desk, and in the dark: there the colours are others. */
export async function expectGoodAnywhere(page: Page): Promise<void> {
  await expect(page.locator("h1")).toHaveCount(1);
  await onScriptedTwin(page, async (twin) => {
    await twin.setViewportSize(phone.viewport);
    await expectFits(twin);
    await objectsNothing(twin, (axe) => axe.withTags(STANDARDS));
    await twin.setViewportSize(desktop.viewport);
    await expectFits(twin);
    await objectsNothing(twin, (axe) => axe.withRules(LAYOUT));
    // Without motion: axe must not measure colours on their way from light to dark.
    await twin.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await objectsNothing(twin, (axe) => axe.withRules(["color-contrast"]));
    await twin.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  });
}

/**
 * axe never ends in a page without JavaScript. So the same page, as it stands, is put into a browser with script, in the
 * same window size. Pages that answer a form are so checked as well.
 */
async function onScriptedTwin(page: Page, check: (twin: Page) => Promise<void>): Promise<void> {
  if (base.info().project.use.javaScriptEnabled !== false) return check(page);
  const browser = page.context().browser() as Browser;
  const html = await page.content();
  // Everything else (language, time zone, phone or desk) is the test's own: new contexts take over its settings.
  const twin = await browser.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() });
  try {
    const copy = await twin.newPage();
    await copy.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await copy.goto(page.url());
    await check(copy);
  } finally {
    await twin.close();
  }
}

/** Nothing sticks out sideways: nobody has to scroll in two directions (WCAG 1.4.10). */
export async function expectFits(page: Page): Promise<void> {
  const { inside, window } = await page.locator("html").evaluate((html) => ({
    inside: html.scrollWidth,
    window: html.clientWidth,
  }));
  expect(inside, `width of ${page.url()} in a window of ${window} px`).toBeLessThanOrEqual(window);
}

/**
 * Words that stand in the English page and in the page of another language alike are the same language, and marked so:
 * whoever listens must not hear English read as Gaelic. Names (fewer than five words) are nobody's language.
 */
export async function expectSameWordsSameLanguage(page: Page, path: string, language = "gd"): Promise<void> {
  const said = async (address: string): Promise<Map<string, string>> => {
    await page.goto(address);
    const pairs = await page.locator("body").evaluate((body) => {
      const found: [string, string][] = [];
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const words = (walker.currentNode.textContent ?? "").replace(/\s+/g, " ").trim();
        const lang = walker.currentNode.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "";
        if ((words.match(/\p{L}{2,}/gu) ?? []).length >= 5) found.push([words, lang]);
      }
      return found;
    });
    return new Map(pairs);
  };
  const [english, other] = [await said(path), await said(`/${language}${path === "/" ? "" : path}`)];
  expect(other.size, `words on ${path} in ${language}`).toBeGreaterThan(2);
  const wrong = [...other].filter(([words, lang]) => english.has(words) && english.get(words) !== lang);
  expect(wrong, `words of ${path} that are the same in two languages`).toEqual([]);
}

/** Every island of the page is live. Only for `*.script.spec.ts`. */
export async function islandsLive(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-islands", "live");
}

/** Goes to an element with the Tab key alone, as people do who use no mouse. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  expect(await hasFocus(target), `${target} can be reached with ${most} presses of Tab`).toBe(true);
}

/** Types into a field that is reached by keyboard. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** Presses a button or follows a link that is reached by keyboard. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Chooses a radio button or ticks a box by keyboard. Radios of one name are one stop of the Tab key. */
export async function choose(page: Page, option: Locator): Promise<void> {
  const name = await option.getAttribute("name");
  if ((await option.getAttribute("type")) === "radio" && name) {
    const group = page.locator(`input[type="radio"][name="${name}"]`);
    const first = group.first();
    const chosen = group.and(page.locator(":checked"));
    await tabTo(page, (await chosen.count()) > 0 ? chosen : first);
    for (let pressed = (await group.count()) + 1; pressed > 0 && !(await hasFocus(option)); pressed--) {
      await page.keyboard.press("ArrowDown");
    }
  } else {
    await tabTo(page, option);
  }
  if (!(await option.isChecked())) await page.keyboard.press("Space");
  await expect(option).toBeChecked();
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(":focus")).count()) > 0;
}
