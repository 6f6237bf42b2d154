// What everybody may read: partnerships, their home pages, results, who took part, and the pages about the site. In both
// languages, on a phone and at a desk, in the light and in the dark; in print; in a narrow window.

import { desktop, expect, expectFits, expectGoodAnywhere, expectSameWordsSameLanguage, lastYear, test } from "./fixtures.ts";

const open = "/s/how-is-it-to-live-here";
const closed = "/s/community-planning-how-it-works-where-you-are";

/** Every public page that is not a step of somebody's answers. */
const pages = {
  "the partnerships": "/",
  "the home of a partnership": "/inverclyde",
  "a home with nothing open": "/fife",
  "its results": "/inverclyde/results",
  "results for all of Scotland": "/scotland/results",
  "the start of a survey": open,
  "its privacy": `${open}/privacy`,
  "its receipts": `${open}/receipt`,
  "results that are not public yet": `${open}/results`,
  "a survey that is closed": closed,
  "what people answered": `${closed}/results`,
  "who took part": `${closed}/who`,
  "who took part, by places": `${closed}/who/places`,
  "answers with and without weights": "/s/how-was-it-to-live-here-in-spring/who/weighed",
  "what was left out": `${closed}/who/unanswered`,
  "what changed since the wave before": `${closed}/waves`,
  "the table builder": `${closed}/tables`,
  "the years of a partnership": "/inverclyde/years",
  "a year on one page": `/inverclyde/years/${lastYear}`,
  "a year of all of Scotland": `/scotland/years/${lastYear}`,
  "the API": "/api/v1",
  accessibility: "/accessibility",
  privacy: "/privacy",
  cookies: "/cookies",
  help: "/help",
  "signing in": "/sign-in",
  "a forgotten password": "/sign-in/forgot",
  "signing in without a password": "/me",
};

for (const [name, path] of Object.entries(pages)) {
  test(`${name} can be read by everybody, in both languages`, { tag: "@with-script" }, async ({ page }) => {
    for (const [language, address] of [
      ["en", path],
      ["gd", `/gd${path === "/" ? "" : path}`],
    ] as const) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expectGoodAnywhere(page);
    }
    await expectSameWordsSameLanguage(page, path);
  });
}

test.describe("in a window of 320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("no public page has to be scrolled sideways, in either language", async ({ page }) => {
    for (const path of Object.values(pages)) {
      for (const prefix of ["", "/gd"]) {
        await page.goto(`${prefix}${path}`);
        await expect(page.locator("h1")).toHaveCount(1);
        await expectFits(page);
      }
    }
  });
});

test.describe("what is missing", () => {
  // Chromium's own note on the status of a page.
  test.use({ tolerated: [/status of 404/] });

  test("a page that is not there says so and leads on, in both languages", async ({ page }) => {
    for (const [path, language] of [
      ["/no/such/page", "en"],
      ["/gd/no/such/page", "gd"],
      ["/s/no-such-survey", "en"],
    ] as const) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(404);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
      await expectGoodAnywhere(page);
    }
  });
});

test.describe("at a desk", () => {
  test.use(desktop);

  test("the language switch stays on the same page", async ({ page }) => {
    await page.goto("/inverclyde");
    await page.getByRole("link", { name: "Gàidhlig" }).click();
    await expect(page).toHaveURL(/\/gd\/inverclyde$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dè tha cudromach ann an Inbhir Chluaidh?");
    await page.getByRole("link", { name: "English", exact: true }).click();
    await expect(page).toHaveURL(/[^d]\/inverclyde$/);
  });

  test("numbers behind a chart open without script", async ({ page }) => {
    await page.goto(`${closed}/results`);
    const chart = page.getByRole("figure").filter({ hasText: "Show the numbers" }).first();
    await expect(chart.getByRole("table")).toBeHidden();
    await chart.getByText("Show the numbers").click();
    await expect(chart.getByRole("table")).toBeVisible();
  });

  test("in print there is nothing to press, and everything to read", async ({ page }) => {
    await page.goto(`${closed}/results`);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation").first()).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("the first press of Tab offers to skip to the content", async ({ page }) => {
    await page.goto("/inverclyde");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to main content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#main$/);
  });
});
