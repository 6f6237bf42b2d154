// What every spec starts from: a page on a server of the worker's own, a console that must stay silent, and the checks
// that are asked of every page.

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
  /** Everything that the console said. Must be empty in the end. */
  talk: string[];
};

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
    async ({ context, tolerated }, use) => {
      const talk: string[] = [];
      listen(context, talk);
      await use(talk);
      expectNoConsole(talk, tolerated);
    },
    { auto: true },
  ],
});

/** Collects what the console says on every page of a context: messages, violations of the policy, uncaught errors. */
function listen(context: BrowserContext, talk: string[]): void {
  context.on("console", (message) => talk.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => talk.push(`uncaught: ${error.error().message}`));
}

/** Nothing was said on the console, but for what the test expects. */
export function expectNoConsole(talk: string[], tolerated: RegExp[] = []): void {
  expect(talk.filter((line) => !tolerated.some((known) => known.test(line))), "messages on the console").toEqual([]);
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** axe finds nothing to object to: WCAG 2.0 to 2.2, levels A and AA, and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  await onScriptedTwin(page, async (twin) => {
    const { violations } = await new AxeBuilder({ page: twin }).withTags(STANDARDS).analyze();
    const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html) }));
    expect(found, `accessibility of ${page.url()}`).toEqual([]);
  });
}

/**
 * axe never ends in a page without JavaScript. So such a page is opened once more, for the same visitor and in the same
 * window size, with script on: the server sends the same page.
 */
async function onScriptedTwin(page: Page, check: (twin: Page) => Promise<void>): Promise<void> {
  if (base.info().project.use.javaScriptEnabled !== false) return check(page);
  const browser = page.context().browser() as Browser;
  // Everything else (language, time zone, phone or desk) is the test's own: new contexts take over its settings.
  const twin = await browser.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() });
  try {
    await twin.addCookies(await page.context().cookies());
    const copy = await twin.newPage();
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
