// Answering a survey on a phone: there, back, a mistake, another browser, twice; by keyboard; in Gaelic. Every page on the
// way is accessible, fits the phone, and says nothing on the console.

import type { Page } from "@playwright/test";
import { expect, expectFits, expectGood, phone, pressOn, tabTo, test } from "./fixtures.ts";

const survey = "/s/how-is-it-to-live-here";

test.use(phone);

/** Goes on without answering until the address ends so. */
async function goOnUntil(page: Page, end: RegExp, check: boolean): Promise<void> {
  for (let pages = 0; pages < 40 && !end.test(page.url()); pages++) {
    if (check) await expectGood(page);
    await page.getByRole("button", { name: "Continue" }).last().click();
  }
  await expect(page).toHaveURL(end);
}

test("every page of the survey is accessible and fits a phone", { tag: "@without-script" }, async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(survey);
  await expectGood(page);
  await page.getByRole("button", { name: "Start" }).click();
  await goOnUntil(page, /\/check$/, true);
  await expectGood(page);
  await page.getByRole("button", { name: "Send my answers" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your answers are in");
  await expectGood(page);
  await page.goto(`${survey}/privacy`);
  await expectGood(page);
  await page.goto(`${survey}/receipt`);
  await expectGood(page);
});

test.describe("a mistake", () => {
  // Chromium's own note: a page that is loaded again keeps its place in favour of the error summary.
  test.use({ tolerated: [/^info: Autofocus processing was blocked because a document's URL has a fragment/] });

  test("answer, go back, make a mistake, leave, come back elsewhere, send twice", async ({ page, elsewhere }) => {
    await page.goto(survey);
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByLabel("Fairly satisfied").check();
    await page.getByRole("button", { name: "Continue" }).last().click();

    // Back shows what was chosen.
    await page.getByRole("link", { name: "Back" }).click();
    await expect(page.getByLabel("Fairly satisfied")).toBeChecked();
    await page.getByRole("button", { name: "Continue" }).last().click();

    // A mistake is explained, in the title, above and beside, and what was typed is there.
    await page.getByRole("textbox").fill("twelve");
    await page.getByRole("button", { name: "Continue" }).last().click();
    await expect(page).toHaveTitle(/^Error: /);
    const summary = page.getByRole("alert");
    await expect(summary).toContainText("Enter a whole number");
    await expectGood(page);
    await summary.getByRole("link").first().click();
    await expect(page.getByRole("textbox")).toBeFocused();
    await expect(page.getByRole("textbox")).toHaveValue("twelve");
    await expect(page.getByRole("textbox")).toHaveAccessibleDescription(/Enter a whole number/);

    // The browser's own way back and a reload lose nothing either.
    await page.goBack();
    await page.goForward();
    await page.reload();
    await expect(page.getByRole("textbox")).toHaveValue("twelve");

    await page.getByRole("button", { name: "Save and come back later" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your answers are kept");
    await expectGood(page);
    const code = await page.locator(".bigcode").innerText();

    // Another browser, with the code as people type it.
    const other = await elsewhere();
    await other.goto(survey);
    await other.getByLabel("Your code to come back").fill(code.toLowerCase().replaceAll("-", " "));
    await other.getByRole("button", { name: "Go on where I left off" }).click();
    await expect(other.getByRole("textbox")).toHaveValue("twelve");
    await other.getByRole("textbox").fill("12 years");
    await other.getByRole("button", { name: "Continue" }).last().click();
    await goOnUntil(other, /\/check$/, false);
    await expect(other.getByRole("definition").filter({ hasText: "Fairly satisfied" })).toBeVisible();
    await expect(other.getByRole("definition").filter({ hasText: "12 years" })).toBeVisible();
    await other.getByRole("button", { name: "Send my answers" }).click();
    const receipt = await other.locator(".notice .num").innerText();

    // The first browser sends the same answers again, and gets the same receipt.
    await page.goto(`${survey}/check`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your answers are in");
    await expect(page.locator(".notice .num")).toHaveText(receipt);
  });
});

test("the language switch keeps what was typed", async ({ page }) => {
  await page.goto(survey);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByLabel("Very satisfied").check();
  await page.getByRole("button", { name: "Gàidhlig" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "gd");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  await expectGood(page);
  await page.getByRole("button", { name: "Read this page in English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByLabel("Very satisfied")).toBeChecked();
});

test("Enter in a field goes on, and does not change the language", async ({ page }) => {
  await page.goto(survey);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Continue" }).last().click();
  await page.getByRole("textbox").fill("12");
  await page.getByRole("textbox").press("Enter");
  await expect(page).toHaveURL(/\/q\/travel$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("the first page can be answered by keyboard alone", async ({ page }) => {
  await page.goto(survey);
  await pressOn(page, page.getByRole("button", { name: "Start" }));
  await expect(page).toHaveURL(/\/q\/neighbourhood$/);
  await tabTo(page, page.getByRole("radio").first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await pressOn(page, page.getByRole("button", { name: "Continue" }).last());
  await expect(page).toHaveURL(/\/q\/years_here$/);
});

test.describe("in a narrow window", () => {
  test.use({ viewport: { width: 320, height: 640 }, isMobile: false, hasTouch: false });

  test("the longest questions fit 320 px in both languages", async ({ page }) => {
    await page.goto(survey);
    await page.getByRole("button", { name: "Start" }).click();
    for (const code of ["neighbourhood", "years_here", "travel", "travel_easier", "say"]) {
      await expectFits(page);
      await page.goto(`/gd${survey}/q/${code}`);
      await expectFits(page);
      await page.goto(`${survey}/q/${code}`);
      await page.getByRole("button", { name: "Continue" }).last().click();
    }
  });
});
