import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeViolations } from './harness/axe.js';
import { browsers } from './harness/browsers.js';
import { goLive } from './harness/channel.js';
import { signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('directory');
/** More than one page of the directory shows. */
const CROWD = Array.from({ length: 60 }, (_, i) => `Crowd_${i}`);

// How one finds something to watch, and how one hears of it: search, filters, games, following.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`the directory in ${browser.name}`, { skip }, () => {
        let site, driver, page, accounts;
        const ends = new Map();
        const failures = [];
        const shot = (what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });
        const cards = () => page.$$eval('.card[data-channel]', (all) => all.map(({ dataset }) => dataset.channel));
        const shows = (...names) => page.waitForFunction(
            (names) => [...document.querySelectorAll('.card[data-channel]')].map(({ dataset }) => dataset.channel).join() === names,
            { polling: 50 }, names.join());
        const query = () => new URL(page.url()).search;
        const clearSearch = async () => {
            await page.click('.search', { count: 3 });
            await page.keyboard.press('Backspace');
        };
        const begin = async (name) => ends.set(name, await goLive(site, accounts.get(name)));

        before(async () => {
            site = await Site.start();
            accounts = site.accounts('Alva', 'Bosse', 'Cia', 'Dag', ...CROWD);
            await site.describe(accounts.get('Alva'), { title: 'Kodar en kodek', game: 'Programming', language: 'sv' });
            await site.describe(accounts.get('Bosse'), { title: 'Målar havet', game: 'Art', language: 'en' });
            await site.describe(accounts.get('Cia'), { title: 'Schackproblem', game: 'Chess', language: 'en' });
            for (const name of ['Alva', 'Bosse', 'Cia']) {
                await begin(name);
            }
            driver = await browser.launch(browser.path);
            page = await driver.newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.on('pageerror', (error) => failures.push(error.message));
            await page.goto(site.address('/'));
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            ends.forEach((end) => end());
            await site?.stop();
        });

        test('it searches as one types, and the address keeps it', async () => {
            await shows('Alva', 'Bosse', 'Cia');
            await page.type('.search', 'malar');
            await shows('Bosse');
            assert.equal(query(), '?q=malar');
            await page.reload();
            await shows('Bosse');
            assert.equal(await page.$eval('.search', (field) => field.value), 'malar');
            await clearSearch();
            await shows('Alva', 'Bosse', 'Cia');
            assert.equal(query(), '');
        });

        test('it sorts, and shows one game or one language', async () => {
            await page.select('.filters [name="sort"]', 'newest');
            await shows('Cia', 'Bosse', 'Alva');
            await page.select('.filters [name="language"]', 'en');
            await shows('Cia', 'Bosse');
            await page.select('.filters [name="game"]', 'Art');
            await shows('Bosse');
            assert.equal(query(), '?game=Art&language=en&sort=newest');
            assert.match(await page.$eval('[data-channel="Bosse"]', (card) => card.textContent), /Art.*English/);
            await page.type('.search', 'nobody streams this');
            await page.waitForSelector('.none:not([hidden])');
            assert.deepEqual(await axeViolations(page), []);
            await page.click('.none button');
            await shows('Alva', 'Bosse', 'Cia');
            assert.equal(query(), '');
        });

        test('a game has a page of its own', async () => {
            await page.click('[data-channel="Cia"] .game');
            await page.waitForFunction(() => document.querySelector('h1 .name')?.textContent === 'Chess', { polling: 50 });
            assert.equal(new URL(page.url()).pathname, '/game/chess');
            await shows('Cia');
            await page.goto(site.address('/game/no-such-game'));
            await page.waitForSelector('.nobody:not([hidden])');
        });

        test('who comes and goes is seen without reloading, and no card is made anew', async () => {
            await page.goto(site.address('/'));
            await shows('Alva', 'Bosse', 'Cia');
            await page.evaluate(() => { window.alva = document.querySelector('[data-channel="Alva"]'); });
            ends.get('Bosse')();
            await shows('Alva', 'Cia');
            await begin('Bosse');
            await shows('Alva', 'Bosse', 'Cia');
            assert.ok(await page.evaluate(() => window.alva === document.querySelector('[data-channel="Alva"]')));
        });

        test('who follows somebody sees them first, and the count goes up', async () => {
            await page.goto(site.address('/sign-in?next=/Cia'));
            await Promise.all([page.waitForNavigation(), signIn(page, 'Dag', accounts.get('Dag').password)]);
            for (const name of ['Cia', 'Bosse']) {
                await page.goto(site.address(`/${name}`));
                await (await page.waitForSelector('[data-action="follow"][data-followed="false"]')).click();
                await page.waitForSelector('[data-action="follow"][data-followed="true"]');
                assert.equal(await page.$eval('[data-field="followers"]', (count) => count.textContent), '1 follower');
            }
            await page.goto(site.address('/'));
            await page.waitForSelector('.followed-first:not([hidden])');
            await shows('Alva', 'Bosse', 'Cia');
            await page.click('.followed-first input');
            await shows('Bosse', 'Cia', 'Alva');
            assert.equal(query(), '?followed=first');
        });

        test('those followed who are not live are listed with when they last were', async () => {
            ends.get('Bosse')();
            await page.waitForFunction(() => /Bosse.*Last live/s.test(document.querySelector('.followed')?.innerText),
                { polling: 200 });
            assert.equal(await page.$('.followed a[href="/Cia"]'), null);
            await shot('followed');
            assert.deepEqual(await axeViolations(page), []);
        });

        test('one is told on any page when somebody followed goes live', async () => {
            await page.goto(site.address('/download'));
            await begin('Bosse');
            const link = await page.waitForSelector('.toast a[href="/Bosse"]');
            assert.match(await link.evaluate(({ textContent }) => textContent), /Bosse is live.*Målar havet/);
            await shot('news');
            assert.deepEqual(await axeViolations(page), []);
            await page.click('.toast button:last-child');
            await page.waitForFunction(() => !document.querySelector('.toast'));
        });

        test('it pages through many channels', async () => {
            for (const name of CROWD) {
                await begin(name);
            }
            await page.goto(site.address('/?sort=name'));
            await page.waitForFunction(() => /63/.test(document.querySelector('.count').textContent), { polling: 50 });
            const first = await cards();
            assert.deepEqual([first.length, first[0], first[3], first[5]], [48, 'Alva', 'Crowd_0', 'Crowd_2']);
            await page.click('.more button');
            await page.waitForSelector('.more[hidden]');
            assert.equal((await cards()).length, 63);
            await shot('crowd');
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}
