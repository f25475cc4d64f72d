// The page on this machine, as a person meets it: searched, read, corrected and
// added to, by mouse and by keyboard alone; nothing asked of anybody else.
import { chromium } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { addressed, check, ended, seen, wide } from './checks.mjs';
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdir, readdir, readFile } from 'node:fs/promises';

const [, , dir, binary, corpus] = process.argv;
const shots = process.env.SHOTS || '';
const WIDE = [1280, 900], NARROW = [390, 800];
const VIEWS = ['oversikt', 'stallningstaganden', 'omraden', 'instanser', 'synpunkter', 'teman', 'aterges-inte', 'avtryck', 'forra-gangen', 'lika-texter', 'remissinstanser', 'texten', 'sa-gjordes-det'];
const CITY = '/remiss/ks-2024-417';

// None outlasts this, however it ends.
const started = [];
process.on('exit', () => started.forEach((child) => child.kill()));

// The program, and the link that it prints.
async function served(args) {
  const child = spawn(binary, ['serve', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  const lines = createInterface({ input: child.stdout });
  const link = await new Promise((found, lost) => { lines.once('line', found); child.once('exit', lost); });
  const stop = () => new Promise((gone) => { child.once('exit', gone); child.kill(); });
  return { link, origin: new URL(link).origin, stop };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });

async function opened(page_of, [width, height], options = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (said) => { if (['error', 'warning'].includes(said.type())) faults.push(said.text()); });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', async (dialog) => { faults.push(`dialog ${dialog.message()}`); await dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith(page_of.origin) && !request.url().startsWith('data:')) faults.push(`request ${request.url()}`); });
  await page.goto(page_of.link);
  check('the address holds no key any more', page.url() === `${page_of.origin}/`, page.url());
  return { page, faults, close: () => context.close() };
}

async function looked_at(page_of, size, paths) {
  const { page, faults, close } = await opened(page_of, size);
  for (const path of paths) {
    const answer = await page.goto(page_of.origin + path);
    const what = `${path} at ${size[0]}`;
    check(`${what} is there`, answer.status() === 200, String(answer.status()));
    check(`${what} does not scroll sideways`, (await wide(page)) <= 0, `${await wide(page)} px`);
    const small = await page.evaluate(() => [...document.querySelectorAll('a, button, select, input:not([type=hidden]):not(.vh), summary')]
      .filter((one) => !one.closest('p, blockquote, td ul, small, caption, .unit, .skip') && !one.classList.contains('skip'))
      .map((one) => [one.getBoundingClientRect(), one.textContent.slice(0, 30)])
      .filter(([box]) => box.height > 0 && box.height < 23.5).map(([box, text]) => `${text} ${box.height}`).slice(0, 4));
    check(`${what} has targets of 24 px`, small.length === 0, JSON.stringify(small));
    const axe = await new AxeBuilder({ page }).exclude('ol.lines').analyze();
    check(`${what} has no barrier`, axe.violations.length === 0,
      JSON.stringify(axe.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160), one.nodes[0].failureSummary.slice(0, 200)])));
    if (shots) {
      await mkdir(shots, { recursive: true });
      await page.screenshot({ path: `${shots}/serve-${path.replace(/[^a-z0-9]+/gi, '-')}-${size[0]}.png` });
    }
  }
  check(`pages at ${size[0]} say and ask for nothing`, faults.length === 0, faults.join(' | '));
  await close();
}

async function searched(page_of) {
  const { page, faults, close } = await opened(page_of, WIDE);
  await page.fill('input[type=search]', 'informationssäkerhet');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sok\?q=/);
  const all = await page.locator('article.hit').count();
  check('a search has hits, each marked', all > 3 && await page.locator('article.hit mark').count() >= all);
  await page.locator('.facets a', { hasText: 'yttrande' }).first().click();
  await page.waitForURL(/typ=/);
  const some = await page.locator('article.hit').count();
  check('a facet narrows', some > 0 && some < all, `${some} of ${all}`);
  await page.locator('.chosen a').first().click();
  await page.waitForURL((url) => !url.search.includes('typ='));
  await page.locator('nav.ways a', { hasText: 'Efter instans' }).click();
  check('groups say who does not mention it', (await page.textContent('details summary')).includes('nämner det inte'));
  await page.goBack();
  await page.locator('article.hit a.place').first().click();
  await page.waitForURL(/\/text\/.*#r\d+/);
  const line = page.locator('ol.lines li.marked').first();
  check('a hit opens at its line, marked', await seen(line) && await line.locator('mark').count() === 1);
  check('the line is in sight', await line.evaluate((one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }));
  await page.goto(`${page_of.origin}/sok?q=informationssekerhet`);
  check('what was read otherwise is said', (await page.textContent('main')).includes('visar träffar för informationssäkerhet'));
  check('searching says and asks for nothing', faults.length === 0, faults.join(' | '));
  await close();
}

async function read(page_of) {
  const { page, faults, close } = await opened(page_of, WIDE);
  await page.click(`a[href="${CITY}/oversikt"]`);
  await page.locator('nav.views a', { hasText: 'Ställningstaganden' }).click();
  const all = await page.locator('table.matrix tbody tr:visible').count();
  const values = await page.locator('select[name=svar] option').evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  await page.selectOption('select[name=svar]', values[values.length - 1]);
  await addressed(page, () => location.hash.includes('svar='));
  const some = await page.locator('table.matrix tbody tr:visible').count();
  check('the matrix is filtered as in the file', some > 0 && some < all, `${some} of ${all}`);
  await page.locator('table.matrix tbody tr:visible td a').first().click();
  await page.waitForURL(/\/instanser\//);
  check('a cell leads to what is said', await seen(page.locator('section.cell:target, article.page').first()));
  await page.locator('a.place').first().click();
  await page.waitForURL(/\/texten\/d\d+#/);
  check('a citation leads to its line', await seen(page.locator('ol.lines li:target')));
  await page.goto(`${page_of.origin}${CITY}/aterges-inte`);
  await page.selectOption('select[name=utfall]', 'softened');
  await addressed(page, () => location.hash === '#aterges-inte?utfall=softened');
  check('outcomes are chosen as in the file', await page.locator('li[data-f]:not([hidden])').evaluateAll((all) => all.length > 0 && all.every((one) => one.dataset.f === 'softened')));
  await page.goto(`${page_of.origin}${CITY}/forra-gangen`);
  await page.locator('li[data-f] a.place').first().click();
  await page.waitForURL(/\/text\/.*#r\d+/);
  check('what was asked before leads to its line', await seen(page.locator('ol.lines li.marked').first()));
  check('reading says and asks for nothing', faults.length === 0, faults.join(' | '));
  await close();
}

// Dropped as from a folder of the user's.
async function dropped(page_of, folder) {
  const { page, faults, close } = await opened(page_of, WIDE);
  await page.locator('nav.places a', { hasText: 'Lägg till' }).click();
  const words = await readFile(`${corpus}/205_region_havsmark.txt`, 'utf8');
  const letter = 'Yttrande\n\nVi har läst förslaget om begripliga beslut och tillstyrker det.\n';
  const files = await page.evaluateHandle(([words, letter]) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([words], 'region.txt', { type: 'text/plain' }));
    dropped.items.add(new File([letter], 'brev.txt', { type: 'text/plain' }));
    return dropped;
  }, [words, letter]);
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: files });
  await page.waitForSelector('.progress progress');
  check('progress is seen', await seen(page.locator('.progress progress')));
  await page.waitForSelector('ol.queue', { timeout: 60000 });
  check('each file is told', (await page.textContent('.progress')).includes('2 av 2 filer'));
  check('files are in the folder of the user', (await readdir(folder)).sort().join() === 'brev.txt,region.txt', (await readdir(folder)).join());
  check('what was guessed is shown', await seen(page.locator('ol.queue li', { hasText: 'brev.txt' })));
  check('dropping says and asks for nothing', faults.length === 0, faults.join(' | '));
  await close();
}

// Keys alone, from the name to the last undo.
async function judged(page_of) {
  const { page, faults, close } = await opened(page_of, WIDE);
  await page.goto(`${page_of.origin}/granska`);
  await page.focus('input[name=namn]');
  await page.keyboard.type('Åsa Ek');
  await page.keyboard.press('Enter');
  await page.waitForSelector('kbd');
  const first = await page.locator('ol.queue li').first().getAttribute('data-row');
  const before = await page.locator('ol.queue li').count();
  await page.keyboard.press('j');
  check('j goes to a row', await page.evaluate(() => document.activeElement.dataset.row) === first);
  await page.keyboard.press('o');
  await page.waitForSelector('form.last');
  check('a guess is confirmed by a key', await page.locator('ol.queue li').count() === before - 1);
  await page.keyboard.press('u');
  await page.waitForFunction((n) => document.querySelectorAll('ol.queue li').length === n, before);
  check('and taken back by a key', !(await page.locator('form.last').isVisible()));
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await page.waitForURL(/\/granska\/[0-9a-f]+$/);
  const paper = page.url();
  await page.keyboard.press('r');
  check('r leads to the first field', await page.evaluate(() => !!document.activeElement.closest('form.judge')));
  await page.locator('form.judge input[name=respondent]').first().focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Region Skåne');
  // In the field itself, as one does.
  await page.keyboard.press('Enter');
  await page.waitForSelector('form.last');
  check('a correction is made', await page.inputValue('form.judge input[name=respondent]') === 'Region Skåne' && page.url() === paper);
  check('with who made it', (await page.textContent('form.judge')).includes('Åsa Ek'));
  await page.keyboard.press('u');
  await page.waitForFunction(() => document.querySelector('form.judge input[name=respondent]').value !== 'Region Skåne');
  check('and undone', true);
  await page.goto(`${page_of.origin}/granska/domar`);
  check('all of it is kept', (await page.textContent('table')).includes('ångrad av Åsa Ek'));
  check('judging says and asks for nothing', faults.length === 0, faults.join(' | '));
  await close();
}

// A page of a PDF as it looks, the line that was searched for marked.
async function printed(page_of) {
  const maker = await (await browser.newContext()).newPage();
  await maker.setContent('<h1>Folkbidragsverket</h1><p>Yttrande 2024-03-01</p><p>Verket avstyrker förslaget om vattenmärkning av brunnar.</p>');
  await maker.pdf({ path: `${dir}/svar.pdf` });
  execFileSync(binary, ['ingest', '-q', `${dir}/svar.pdf`, '--archive', `${dir}/.remiss`]);
  const { page, faults, close } = await opened(page_of, NARROW);
  await page.goto(`${page_of.origin}/sok?q=vattenm%C3%A4rkning`);
  await page.locator('article.hit a.place, article.hit h2 a').first().click();
  await page.locator('a[href^="/sida/"]').click();
  const picture = page.locator('img.sida');
  check('a page is drawn', await picture.evaluate((one) => one.decode().then(() => one.naturalWidth > 500)));
  const yellow = await picture.evaluate((one) => {
    const canvas = document.createElement('canvas');
    canvas.width = one.naturalWidth; canvas.height = one.naturalHeight;
    const draw = canvas.getContext('2d');
    draw.drawImage(one, 0, 0);
    const dots = draw.getImageData(0, 0, canvas.width, canvas.height).data;
    let n = 0;
    for (let at = 0; at < dots.length; at += 4) n += dots[at] > 240 && dots[at + 1] > 200 && dots[at + 2] < 120 ? 1 : 0;
    return n;
  });
  check('the sentence is marked on it', yellow > 2000, String(yellow));
  check('it does not scroll sideways', (await wide(page)) <= 0);
  const axe = await new AxeBuilder({ page }).analyze();
  check('a drawn page has no barrier', axe.violations.length === 0, JSON.stringify(axe.violations.map((one) => one.id)));
  if (shots) await page.screenshot({ path: `${shots}/serve-sida-390.png` });
  check('drawing says and asks for nothing', faults.length === 0, faults.join(' | '));
  await close();
}

async function without_script(page_of) {
  const { page, close } = await opened(page_of, WIDE, { javaScriptEnabled: false });
  for (const path of [`${CITY}/stallningstaganden`, '/sok?q=dialog&vy=namnd', '/granska']) {
    await page.goto(page_of.origin + path);
    check(`${path} is read without a script`, await seen(page.locator('main h1')) && await seen(page.locator('main table, main ol').first()));
  }
  await page.goto(`${page_of.origin}${CITY}/texten`);
  check('a list of papers is read without a script', await seen(page.locator('ul.index a').first()));
  await close();
}

async function from_elsewhere(page_of) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(page_of.link);
  const other = await served(['--in', corpus, '--port', '0']);
  const evil = await context.newPage();
  await evil.goto(other.link);
  const seen = await evil.evaluate(async (at) => {
    const ask = (how) => fetch(at, how).then((answer) => answer.type, () => 'refused');
    return [await ask({}), await ask({ credentials: 'include' }), await ask({ mode: 'no-cors', credentials: 'include' })];
  }, `${page_of.origin}/sok?q=dialog`);
  check('another page reads nothing here', seen.every((one) => one === 'refused'), seen.join());
  await other.stop();
  await context.close();
}

const folder = `${dir}/remissvar`;
const args = ['--archive', `${dir}/.remiss`, '--papers', folder, '--port'];
let city = await served([...args, '0']);
const port = new URL(city.link).port;
const searches = ['/sok', '/sok?q=informationss%C3%A4kerhet', '/sok?q=informationss%C3%A4kerhet&vy=namnd', '/sok?q=dialog&vy=rader', '/sok?q=%28dialog'];
const views = VIEWS.map((view) => `${CITY}/${view}`);
const text = '/text/3aa5e837cf?rad=665#r665';
const pages = ['/', ...views, `${CITY}/texten/d1`, `${CITY}/omraden/omrade.helhet`, ...searches, text, '/granska', '/granska/domar', '/granska/enighet', '/granska/3aa5e837cf', '/lagg-till'];
await looked_at(city, NARROW, pages);
await looked_at(city, WIDE, ['/', `${CITY}/stallningstaganden`, ...searches.slice(1, 4), '/granska', '/granska/3aa5e837cf', '/lagg-till']);
await searched(city);
await read(city);
await dropped(city, folder);
await judged(city);
await printed(city);
await without_script(city);
await from_elsewhere(city);

// The same address once more, of the next run.
const address = `${city.origin}/sok?q=dialog&typ=yttrande`;
const { page, close } = await opened(city, WIDE);
await page.goto(address);
const told = await page.textContent('p.found');
await city.stop();
city = await served([...args, port]);
await page.goto(address);
check('the key of another run opens nothing', (await page.textContent('h1')).includes('länken'));
await page.goto(city.link);
await page.goto(address);
check('the same address opens the same after a restart', await page.textContent('p.found') === told, told);
await close();
await city.stop();

const hostile = await served(['--in', `${dir}/papers`, '--port', '0']);
const { page: strange, faults, close: end } = await opened(hostile, WIDE);
for (const path of ['/', '/sok?q=img', '/sok?q=img&vy=rader', '/sok?q=img&vy=namnd', '/granska?visa=alla']) await strange.goto(hostile.origin + path);
for (const link of await strange.locator('ol.queue h2 a').evaluateAll((all) => all.map((one) => one.href))) {
  for (const at of [link, link.replace('/granska/', '/text/')]) {
    await strange.goto(at);
    const elements = await strange.evaluate(() => document.querySelectorAll('main img, main iframe, object, embed, base, [onerror], [onload], [onclick], [style], marquee, main script').length);
    check('no element comes from a paper', elements === 0, `${at} ${elements}`);
  }
}
check('what is hostile does nothing', faults.length === 0, faults.join(' | '));
await end();
await hostile.stop();
await browser.close();
ended();
