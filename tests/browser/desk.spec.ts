// Every page of the desk, opened in the demonstration by whoever may: fit for everybody on a phone and at a desk, in the
// light and in the dark, in a window of 320 px.

import type { Page } from "@playwright/test";
import { enter, expect, expectFits, expectGoodAnywhere, lastYear, test } from "./fixtures.ts";

/** The pages of a survey that every officer has. */
const ofSurvey = ["", "/questions", "/notice", "/invitations", "/sharing", "/results", "/who", "/who/unanswered", "/who/weighed", "/who/next", "/exports", "/history"];

/** The addresses of an officer's pages. Surveys are found by their names in the list, as an officer finds them. */
const pages: [string, string[], (page: Page) => Promise<string>][] = [
  [
    "the desk",
    ["", "/surveys", "/surveys/new", "/team", "/settings", "/outbox", "/places", "/outreach", "/outreach/new", "/engagements", "/engagements/new", `/engagements/years/${lastYear}`, "/again"],
    async () => "/desk/inverclyde",
  ],
  ["the desk of the whole country", ["", "/surveys"], async () => "/desk/scotland"],
  ["one's desks and account", ["/desk", "/account"], async () => ""],
  [
    "a survey that is open",
    [...ofSurvey, "/poster", "/close"],
    (page) => survey(page, "inverclyde", "How is it to live here?"),
  ],
  [
    "a draft",
    [...ofSurvey, "/delete", "/preview/neighbourhood", "/preview/start"],
    (page) => survey(page, "inverclyde", "What would make town centres better?"),
  ],
  [
    "the questions of a draft",
    ["/neighbourhood", "/travel", "/travel?delete=yes", "/travel?language=gd", "/say", "/years_here", "/travel_easier", "/page.say"].map(
      (path) => `/questions${path}`,
    ),
    (page) => survey(page, "inverclyde", "What would make town centres better?"),
  ],
  [
    "a survey that is closed",
    [...ofSurvey, "/waves", "/who/deprivation", "/who/places", "/who/together"],
    (page) => survey(page, "scotland", "Community planning: how it works where you are"),
  ],
];

async function survey(page: Page, desk: string, title: string): Promise<string> {
  await page.goto(`/desk/${desk}/surveys`);
  const address = await page.getByRole("main").getByRole("link", { name: title, exact: true }).getAttribute("href");
  return address ?? "";
}

for (const [name, paths, home] of pages) {
  test(`every page of ${name} is fit for everybody`, { tag: "@with-script" }, async ({ page, server }) => {
    test.setTimeout(120_000);
    await enter(page, server, "officer");
    const from = await home(page);
    for (const path of paths) {
      const answer = await page.goto(from + path);
      expect(answer?.status(), from + path).toBe(200);
      await expectGoodAnywhere(page);
    }
  });
}

test("somebody who is invited to the team sets up their account", async ({ page, server, elsewhere }) => {
  await enter(page, server, "officer");
  await page.goto("/desk/inverclyde/team");
  await page.getByLabel("Their name").fill("Catriona Muir");
  await page.getByLabel("Their e-mail address").fill("catriona@team.example");
  await page.getByLabel("The body that they work for").selectOption("Inverclyde Council");
  await page.getByLabel("What they may do").selectOption("Officer");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("table", { name: "Invited, and not here yet" })).toContainText("Catriona Muir");
  await expectGoodAnywhere(page);

  const letter = await server.letterTo("catriona@team.example");
  const theirs = await elsewhere();
  await theirs.goto(/http:\S+\/invitation\/\S+/.exec(letter.text)?.[0] ?? "");
  await expectGoodAnywhere(theirs);
  for (const field of await theirs.locator('input[type="password"]').all()) await field.fill("three wet sheep on Skye");
  await theirs.getByRole("main").getByRole("button").first().click();
  await expect(theirs).toHaveURL(/\/account\/enrol$/);
  await expectGoodAnywhere(theirs);
});

test("a researcher's pages", { tag: "@with-script" }, async ({ page, server }) => {
  await enter(page, server, "researcher");
  await page.goto("/desk");
  await expectGoodAnywhere(page);
  const row = page.getByRole("row").filter({ hasText: "How is it to live here?" });
  const addresses = await row.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(addresses).toHaveLength(3);
  for (const address of addresses) {
    await page.goto(address ?? "");
    await expectGoodAnywhere(page);
  }
});

test("an administrator's pages", { tag: "@with-script" }, async ({ page, server }) => {
  await enter(page, server, "administrator");
  for (const path of ["/admin", "/account"]) {
    await page.goto(path);
    await expectGoodAnywhere(page);
  }
});

test.describe("in a window of 320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("no page of the desk has to be scrolled sideways", async ({ page, server }) => {
    test.setTimeout(120_000);
    await enter(page, server, "officer");
    for (const [, paths, home] of pages) {
      const from = await home(page);
      for (const path of paths) {
        const answer = await page.goto(from + path);
        expect(answer?.status(), from + path).toBe(200);
        await expect(page.locator("h1")).toHaveCount(1);
        await expectFits(page);
      }
    }
  });
});

test.describe("whoever may not", () => {
  // Chromium's own note on the status of a page.
  test.use({ tolerated: [/status of 40[134]/] });

  test("is told so, and what to do, on a page that is fit for everybody", async ({ page, server }) => {
    await enter(page, server, "researcher");
    for (const path of ["/desk/inverclyde", "/admin"]) {
      const answer = await page.goto(path);
      expect([403, 404], path).toContain(answer?.status());
      await expectGoodAnywhere(page);
    }
  });
});
