// How the browser suite runs: the same specs with and without script, in the system's Chromium.
//
// `cargo xtask test browser` installs what is needed and builds the server. By hand, after that: `npx playwright test`.

import { defineConfig } from "@playwright/test";

const chromium = {
  browserName: "chromium" as const,
  launchOptions: {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // Works as root too, and asks nobody outside for anything.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
};

export default defineConfig({
  testDir: ".",
  // A test that passes at the second attempt only is a failing test, and one that is left out says nothing.
  retries: 0,
  forbidOnly: true,
  workers: 2,
  // Every test brings what it needs, so that both workers are busy to the end.
  fullyParallel: true,
  // Generous: the server is a debug build, and the machine may be building something else.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ["line"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE || "test-results/report.json" }],
  ],
  use: {
    ...chromium,
    locale: "en-GB",
    timezoneId: "Europe/London",
    screenshot: "only-on-failure",
    trace: "off",
  },
  projects: [
    // Nearly all tests run in both. Long ones that look at pages which are the same in both run in one of them: these
    // tags say in which, and nothing counts as left out.
    { name: "with-script", grepInvert: /@without-script/ },
    {
      name: "without-script",
      use: { javaScriptEnabled: false },
      testIgnore: /\.script\.spec\.ts$/,
      grepInvert: /@with-script/,
    },
  ],
});
