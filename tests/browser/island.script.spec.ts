// What script adds: the look of a question while it is written, and how far a piece of work is. That the same pages work
// without it say the other specs, which run without script as well.

import type { Page } from "@playwright/test";
import { agree, approve, enter, expect, expectGood, expectGoodAnywhere, islandsLive, type Server, test } from "./fixtures.ts";

/** The form of a question of the draft. */
async function question(page: Page, server: Server, code: string): Promise<void> {
  await enter(page, server, "officer");
  await page.goto("/desk/inverclyde/surveys");
  await page.getByRole("link", { name: "What would make town centres better?" }).click();
  await page.goto(`${page.url()}/questions/${code}`);
  await islandsLive(page);
}

test("the look of a question follows what is typed, before it is saved", async ({ page, server }) => {
  await question(page, server, "travel");
  const look = page.locator(".phone");
  await expect(look).toContainText("How do you usually get around?");
  await page.getByLabel("Question", { exact: true }).fill("How do <b>you</b> & yours get around?");
  await expect(look.locator(".ask")).toHaveText("How do <b>you</b> & yours get around?");
  await page.getByLabel("Answer 1", { exact: true }).fill("On horseback");
  await expect(look.getByLabel("On horseback")).toBeDisabled();
  await page.getByLabel("Offer “I do not know”").check();
  await expect(look).toContainText("I do not know");
  await expectGoodAnywhere(page);

  // Nothing was saved.
  await page.reload();
  await expect(look).toContainText("How do you usually get around?");
});

test("what would stop a question from being published is said at once", async ({ page, server }) => {
  await question(page, server, "travel");
  await expect(page.getByText("Nothing in this question stops it.")).toBeVisible();
  await page.getByLabel("Question", { exact: true }).fill("");
  const stops = page.locator(".problems--stop a");
  await expect(stops.first()).toBeVisible();
  await expectGood(page);
  await stops.first().click();
  await expect(page.getByLabel("Question", { exact: true })).toBeFocused();
  await page.getByLabel("Question", { exact: true }).fill("How do you get around?");
  await expect(page.getByText("Nothing in this question stops it.")).toBeVisible();
});

test("another kind of answer shows its own fields and its own look", async ({ page, server }) => {
  await question(page, server, "travel");
  await expect(page.getByLabel("How many answers at most?")).toBeVisible();
  await page.getByLabel("What does an answer look like?").selectOption("One of several answers");
  await expect(page.getByLabel("How many answers at most?")).toBeHidden();
  await expect(page.locator(".phone input[type=radio]").first()).toBeVisible();
  await expect(page.locator(".phone input[type=checkbox]")).toHaveCount(0);
  await expectGood(page);
});

test("a page without islands loads no script at all", async ({ page, server }) => {
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script" || /\.(wasm|m?js)$/.test(request.url())) scripts.push(request.url());
  });
  await page.goto("/s/how-is-it-to-live-here");
  await page.getByRole("button", { name: "Start" }).click();
  await page.goto("/inverclyde");
  await page.goto("/scotland/results");
  expect(scripts).toEqual([]);
  // The control: a page that has an island loads them, so this test can see scripts.
  await question(page, server, "travel");
  expect(scripts.filter((address) => address.endsWith(".wasm"))).toHaveLength(1);
});

test("a piece of work says how far it is until it is done", async ({ page, server, elsewhere }) => {
  await enter(page, server, "officer");
  await page.goto("/desk/scotland/surveys");
  await page.getByRole("link", { name: "Community planning: how it works where you are" }).click();
  await page.goto(`${page.url()}/exports`);
  await page.getByLabel("What do you need it for?").fill("To see how far it is.");
  await agree(page);
  await page.getByRole("button", { name: "Send the request" }).click();
  await approve(await elsewhere(), server, page.url().replace(/#.*/, ""), "To see how far it is.");
  // Done or not, the line is there: an island says how it goes on.
  await page.goto("/desk/scotland");
  const work = page.getByRole("listitem").filter({ hasText: "Research file of" }).first();
  await expect(work).toContainText("Ready since", { timeout: 30_000 });
  await expect(work.getByRole("progressbar")).toBeHidden();
  await expectGood(page);
});
