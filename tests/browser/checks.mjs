// What is checked of a page, and counted; and how long one waits to see it.
let passed = 0, failed = 0;

export function check(what, holds, told = '') {
  if (holds) { passed += 1; return; }
  failed += 1;
  console.log(`FAILED ${what} ${told}`);
}

// Tells the counts and ends with what they say.
export function ended() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

// In sight, once what an event began has been done.
export const seen = (found) => found.waitFor({ state: 'visible', timeout: 10000 }).then(() => true, () => false);

// The address holds, and what listens to it has run: two frames later.
export async function addressed(page, holds, arg) {
  await page.waitForFunction(holds, arg);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))); }));
}

// How far a page scrolls sideways, in pixels.
export const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
