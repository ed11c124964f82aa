import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeViolations } from './harness/axe.js';
import { browsers } from './harness/browsers.js';
import { goLive } from './harness/channel.js';
import { newVisitor, signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('watching');

// What surrounds the picture: the chat and who is who in it, sharing, one's own face. Alva streams, Moa
// moderates, Bosse watches.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`the watch page in ${browser.name}`, { skip }, () => {
        let site, driver, accounts, end, alva, moa, bosse;
        const failures = [];
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });

        const visitor = async (name) => {
            const page = await newVisitor(driver, (error) => failures.push(`${name}: ${error.message}`));
            await page.goto(site.address('/sign-in?next=/Alva'));
            await Promise.all([page.waitForNavigation(), signIn(page, name, accounts.get(name).password)]);
            await page.waitForSelector('.composer:not([hidden])');
            return page;
        };
        const write = async (page, text) => {
            await page.bringToFront();
            await page.$eval('.composer textarea', (field, text) => { field.value = text; }, text);
            await page.focus('.composer textarea');
            await page.keyboard.press('Enter');
        };
        const says = (page, text) => page.waitForFunction(
            (text) => [...document.querySelectorAll('.chat-line .text')].some((line) => line.textContent === text),
            { polling: 50 }, text);

        before(async () => {
            site = await Site.start();
            accounts = site.accounts('Firstborn', 'Alva', 'Moa', 'Bosse');
            await site.describe(accounts.get('Alva'), {
                title: 'Kodar en kodek', game: 'Programming', language: 'sv', description: 'Mer på https://example.org/kod.',
            });
            end = await goLive(site, accounts.get('Alva'));
            driver = await browser.launch(browser.path);
            alva = await visitor('Alva');
            bosse = await visitor('Bosse');
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            end?.();
            await site?.stop();
        });

        test('it tells of the stream: title, game, language, viewers, and a description whose links are safe', async () => {
            const about = await bosse.$eval('.about', (element) => element.innerText);
            for (const pattern of [/Kodar en kodek/, /Alva/, /Programming/, /Swedish/, /\d viewers?/, /0 followers/]) {
                assert.match(about, pattern);
            }
            assert.equal(await bosse.$eval('.description a', (link) => link.rel), 'noopener noreferrer nofollow ugc');
        });

        test('marks in the chat tell streamer, moderators and admins, and stay', async () => {
            await alva.waitForSelector('[data-action="moderate"]');
            await alva.click('[data-action="moderate"]');
            await alva.waitForSelector('#mod-appoint');
            await alva.type('#mod-appoint', 'Moa');
            await alva.keyboard.press('Enter');
            await alva.waitForSelector('button[aria-label="Remove Moa"]');
            await alva.keyboard.press('Escape');
            moa = await visitor('Moa');
            const admin = await visitor('Firstborn');
            for (const [page, text] of [[alva, 'välkomna'], [moa, 'läs reglerna'], [admin, 'trevlig sajt'], [bosse, 'hej']]) {
                await write(page, text);
                await says(bosse, text);
            }
            await bosse.reload();
            await says(bosse, 'hej');
            assert.deepEqual(
                await bosse.$$eval('.chat-line', (lines) => lines.map((line) => line.querySelector('.mark')?.textContent ?? '')),
                ['Streamer', 'Moderator', 'Admin', '']);
            await shot(bosse, 'marks');
            assert.deepEqual(await axeViolations(bosse), []);
        });

        test('emoji are chosen by keyboard, and all of them can be seen', async () => {
            await bosse.bringToFront();
            await bosse.focus('[data-action="emoji"]');
            await bosse.keyboard.press('Enter');
            await bosse.waitForSelector('.emoji-panel:popover-open');
            assert.ok(await bosse.$eval('.emoji-panel', (panel) => panel.scrollWidth <= panel.clientWidth));
            await shot(bosse, 'emoji');
            assert.deepEqual(await axeViolations(bosse), []);
            await bosse.keyboard.press('ArrowRight');
            await bosse.keyboard.press('Enter');
            assert.equal(await bosse.$eval('.composer textarea', (field) => field.value), '😂');
            await bosse.keyboard.press('Enter');
            await says(alva, '😂');
        });

        test('who reads back is left in peace, and told how much is new', async () => {
            for (let i = 0; i < 4; i++) {
                await write(moa, `${i} ${'en lång rad om ingenting '.repeat(18)}`.trim());
            }
            await bosse.waitForFunction(() => document.querySelectorAll('.chat-line').length === 9, { polling: 50 });
            await bosse.bringToFront();
            await bosse.$eval('.chat-log', (log) => { log.scrollTop = 0; });
            await bosse.waitForFunction(() => document.querySelector('.chat-log').scrollTop === 0);
            await write(alva, '@bosse ser du?');
            await bosse.bringToFront();
            await bosse.waitForSelector('.chat-new:not([hidden])');
            assert.equal(await bosse.$eval('.chat-new', (bar) => bar.textContent), '1 new message');
            assert.equal(await bosse.$eval('.chat-log', (log) => log.scrollTop), 0);
            await bosse.click('.chat-new button');
            await bosse.waitForSelector('.chat-new[hidden]');
            assert.equal(await bosse.$$eval('.chat-line[data-mention]', (lines) => lines.length), 1);
        });

        test('who leaves the page is no viewer any more, and is one again on the way back', async () => {
            const viewers = (text) => alva.waitForFunction(
                (text) => document.querySelector('[data-field="viewers"]').textContent === text, { polling: 100 }, text);
            await viewers('3 viewers');
            await bosse.bringToFront();
            await bosse.goto(site.address('/'));
            await alva.bringToFront();
            await viewers('2 viewers');
            await bosse.bringToFront();
            await bosse.goBack();
            await bosse.waitForSelector('main[data-connection="open"]');
            await alva.bringToFront();
            await viewers('3 viewers');
        });

        test('what the share dialog gives shows the player on the page of another site', async () => {
            await bosse.bringToFront();
            await bosse.click('[data-action="share"]');
            await bosse.waitForSelector('#share-dialog[open]');
            assert.deepEqual(await axeViolations(bosse), []);
            const code = await bosse.$eval('#share-embed', (field) => field.value);
            const other = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html')
                .end(`<!doctype html><title>other</title>${code}`)).listen(0, '127.0.0.1');
            await new Promise((resolve) => other.once('listening', resolve));
            try {
                const page = await driver.newPage();
                await page.goto(`http://127.0.0.1:${other.address().port}/`);
                const frame = await (await page.waitForSelector('iframe')).contentFrame();
                await frame.waitForSelector('main[data-presence="live"][data-connection="open"]', { timeout: PATIENCE_MILLIS });
                assert.equal(await frame.$eval('.embed-title', (link) => link.textContent), 'Alva: Kodar en kodek');
                await page.close();
            } finally {
                other.close();
            }
        });

        test('a profile picture is made square, shown beside the name, and removed', async () => {
            await alva.bringToFront();
            await alva.goto(site.address('/dashboard'));
            const field = await alva.waitForSelector('#picture', { visible: true });
            assert.ok(await alva.$('[data-action="remove-picture"][hidden]'));
            const png = join(site.data, 'face.png');
            writeFileSync(png, new Uint8Array(await (await fetch(site.address('/icons/icon-192.png'))).arrayBuffer()));
            await field.uploadFile(png);
            await alva.waitForSelector('[data-place="picture"] img:not([hidden])');
            assert.equal(await alva.$eval('[data-place="picture"] img', (image) => image.naturalWidth), 256);
            await alva.click('[data-action="remove-picture"]:not([hidden])');
            await alva.waitForSelector('[data-action="remove-picture"][hidden]');
            assert.equal((await fetch(site.address('/api/users/Alva/picture'))).status, 204);
        });

        test('a game is completed by keyboard', async () => {
            await alva.$eval('#game', (field) => { field.value = ''; });
            await alva.type('#game', 'progr');
            await alva.waitForSelector('#game-list:not([hidden]) [role="option"]');
            await alva.keyboard.press('ArrowDown');
            assert.deepEqual(await axeViolations(alva), []);
            await alva.keyboard.press('Enter');
            assert.equal(await alva.$eval('#game', (field) => field.value), 'Programming');
        });

        test('signing out everywhere ends the session of another page too', async () => {
            const elsewhere = await visitor('Alva');
            await alva.bringToFront();
            await Promise.all([alva.waitForNavigation(), alva.click('[data-action="sign-out-everywhere"]')]);
            await alva.waitForSelector('[data-action="sign-in"]');
            await elsewhere.waitForSelector('.chat-sign-in:not([hidden])');
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}
