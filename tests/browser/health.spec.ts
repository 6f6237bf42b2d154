// The server answers, and its front page is fit for everybody.

import { expect, expectAccessible, expectFits, phone, test } from "./fixtures.ts";

test("the server says that it is alive", async ({ request }) => {
  const answer = await request.get("/health/live");
  expect(answer.status()).toBe(200);
});

test("the front page is accessible at a desk", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page.locator("h1")).toHaveCount(1);
  await expectAccessible(page);
  await expectFits(page);
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the front page is accessible and fits", async ({ page }) => {
    await page.goto("/");
    await expectAccessible(page);
    await expectFits(page);
  });
});
