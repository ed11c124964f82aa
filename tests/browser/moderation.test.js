import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeViolations } from './harness/axe.js';
import { browsers } from './harness/browsers.js';
import { newVisitor, signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('moderation');

// A chat with somebody in it who has to be stopped: Alva streams, Bosse writes, Cia reads.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`moderation in ${browser.name}`, { skip }, () => {
        let site, driver, alva, bosse, cia;
        const failures = [];
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });

        const visitor = async (name) => {
            const page = await newVisitor(driver, (error) => failures.push(`${name}: ${error.message}`));
            await page.goto(site.address('/sign-in?next=/Alva'));
            if (name) {
                await signIn(page, name);
            } else {
                await page.goto(site.address('/Alva'));
            }
            await page.waitForSelector('main[data-connection="open"]');
            return page;
        };
        const write = async (page, text) => {
            await page.bringToFront();
            await page.waitForSelector('.composer:not([hidden])');
            await page.type('.composer textarea', text);
            await page.keyboard.press('Enter');
        };
        const shows = (page, selector, text) => page.waitForFunction(
            (selector, text) => [...document.querySelectorAll(selector)].some((found) => found.textContent.includes(text)),
            { polling: 50 }, selector, text);
        const showsNoLine = (page, text) => page.waitForFunction(
            (text) => ![...document.querySelectorAll('.chat-line .text')].some((line) => line.textContent === text),
            { polling: 50 }, text);
        const says = (page, text) => shows(page, '.composer output', text);
        /** Presses the item of the menu at the newest line. */
        const act = async (page, label) => {
            await page.bringToFront();
            await page.$$eval('.line-act', (all) => all.at(-1).click());
            await page.waitForSelector('.line-menu:popover-open');
            await page.$$eval('.line-menu button', (items, label) => items.find((item) => item.textContent === label).click(), label);
        };
        const panel = async (page) => {
            await page.bringToFront();
            await page.click('[data-action="moderate"]');
            await page.waitForSelector('dialog.moderation[open] #mod-slow');
        };
        const closePanel = async (page) => {
            await page.keyboard.press('Escape');
            await page.waitForSelector('dialog.moderation:not([open])');
        };

        before(async () => {
            site = await Site.start();
            for (const name of ['Firstborn', 'Alva', 'Bosse']) {
                await site.streamKey(name);
            }
            driver = await browser.launch(browser.path);
            alva = await visitor('Alva');
            bosse = await visitor('Bosse');
            cia = await visitor('');
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            await site?.stop();
        });

        test('only who moderates has the tools, and fetches them', async () => {
            await alva.waitForSelector('[data-action="shield"]');
            assert.equal(await bosse.$('[data-action="moderate"], link[href*="moderation"]'), null);
        });

        test('a line is taken away by keyboard, and is gone for everybody', async () => {
            await write(bosse, 'något dumt');
            await write(bosse, 'något snällt');
            await shows(cia, '.chat-line .text', 'något snällt');
            await shows(alva, '.chat-line .text', 'något snällt');
            await alva.bringToFront();
            await alva.focus('.chat-log');
            await alva.keyboard.press('Tab');
            assert.equal(await alva.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Moderate Bosse');
            await alva.keyboard.press('ArrowUp');
            await alva.keyboard.press('Enter');
            await alva.waitForSelector('.line-menu:popover-open');
            await shot(alva, 'menu');
            assert.deepEqual(await axeViolations(alva), []);
            assert.equal(await alva.evaluate(() => document.activeElement.textContent), 'Delete message');
            await alva.keyboard.press('Enter');
            for (const page of [alva, bosse, cia]) {
                await showsNoLine(page, 'något dumt');
            }
            await shows(alva, '.moderation-said', 'Message deleted.');
            await cia.reload();
            await shows(cia, '.chat-line .text', 'något snällt');
            await showsNoLine(cia, 'något dumt');
        });

        test('who is timed out is told for how long, and loses what was written', async () => {
            await act(alva, 'Time out for 10 minutes');
            await shows(bosse, '.chat-silent:not([hidden])', 'You’re timed out. You can chat again in 10 minutes.');
            assert.ok(await bosse.$('.composer[hidden]'));
            await showsNoLine(cia, 'något snällt');
            await shot(bosse, 'timed-out');
            await bosse.reload();
            await shows(bosse, '.chat-silent:not([hidden])', '10 minutes');
        });

        test('a ban is lifted on the panel', async () => {
            await panel(alva);
            await alva.click('button[aria-label="Unban Bosse"]');
            await shows(alva, 'dialog.moderation', 'Bosse can chat again.');
            await shows(alva, 'dialog.moderation li', 'Alva timed out Bosse for 10 minutes');
            await closePanel(alva);
            await write(bosse, 'jag är tillbaka');
            await shows(cia, '.chat-line .text', 'jag är tillbaka');
        });

        test('slow mode and blocked words hold at once, with a sentence', async () => {
            await panel(alva);
            await alva.select('#mod-slow', '300');
            await shows(alva, 'dialog.moderation .foot output', 'Saved.');
            await alva.type('#mod-words', 'Skräp\nannat skräp');
            await alva.click('#mod-words-save');
            await shows(alva, 'dialog.moderation li', 'Alva changed the blocked words');
            await shot(alva, 'panel');
            await closePanel(alva);
            await shows(cia, '.chat-rules:not([hidden])', 'Slow mode: 5 minutes');
            await write(bosse, 'SKRÄP');
            await says(bosse, 'words that are not allowed');
            await bosse.$eval('.composer textarea', (field) => { field.value = ''; });
            await write(bosse, 'sedan');
            await says(bosse, 'You can chat again in');
            assert.equal(await bosse.$eval('.composer textarea', (field) => field.value), 'sedan');
            await bosse.$eval('.composer textarea', (field) => { field.value = ''; });
        });

        test('the shield goes up and down with one click', async () => {
            await alva.bringToFront();
            await alva.click('[data-action="shield"]');
            await alva.waitForSelector('[data-action="shield"][aria-pressed="true"]');
            await shows(bosse, '.chat-rules', 'Shield mode is on');
            await write(bosse, 'släpp in mig');
            await says(bosse, 'This chat is followers-only');
            await shot(bosse, 'shield');
            await alva.bringToFront();
            await alva.click('[data-action="shield"]');
            await alva.waitForSelector('[data-action="shield"][aria-pressed="false"]');
            await bosse.waitForFunction(() => !document.querySelector('.chat-rules').textContent.includes('Shield'));
        });

        test('the panel is well made, dark and light, on a phone too', async () => {
            await panel(alva);
            for (const theme of ['light', 'dark']) {
                for (const width of [360, 1280]) {
                    await alva.setViewport({ width, height: 740 });
                    await alva.evaluate((theme) => { document.documentElement.dataset.theme = theme; }, theme);
                    assert.ok(await alva.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
                    assert.deepEqual(await axeViolations(alva), []);
                    await shot(alva, `panel-${theme}-${width}`);
                }
            }
            await closePanel(alva);
            await shot(alva, 'chat-dark-1280');
        });

        test('a moderator is appointed and dismissed while there', async () => {
            await panel(alva);
            await alva.type('#mod-appoint', 'bosse');
            await alva.keyboard.press('Enter');
            await shows(alva, 'dialog.moderation .foot output', 'bosse is now a moderator.');
            await bosse.waitForSelector('[data-action="moderate"]');
            await alva.click('button[aria-label="Remove Bosse"]');
            await bosse.waitForFunction(() => !document.querySelector('[data-action="moderate"], .line-act'));
            await closePanel(alva);
        });

        test('who is banned is told so', async () => {
            await act(alva, 'Ban from this chat');
            await shows(bosse, '.chat-silent:not([hidden])', 'You are banned from this chat.');
        });

        test('an admin bans an account from the site, and lets it in again', async () => {
            const admin = await visitor('Firstborn');
            await admin.goto(site.address('/admin'));
            // What is typed into a field that is hidden still goes nowhere.
            await admin.waitForSelector('#query', { visible: true });
            await admin.type('#query', 'BOS');
            await admin.waitForFunction(() => document.querySelectorAll('#accounts li').length === 1);
            await admin.click('button[aria-label="Ban Bosse from the site"]');
            await admin.waitForSelector('#ban-dialog[open]');
            await admin.click('#ban-dialog [value="yes"]');
            await shows(admin, '#said', 'Bosse is banned from the site.');
            await bosse.waitForSelector('.chat-sign-in:not([hidden])');
            await bosse.goto(site.address('/sign-in'));
            await signIn(bosse, 'Bosse');
            await shows(bosse, 'output[data-problem="banned"]', 'This account is banned from this site.');
            assert.deepEqual(await axeViolations(admin), []);
            await shot(admin, 'admin');
            await admin.click('button[aria-label="Unban Bosse"]');
            await shows(admin, '#said', 'Bosse is unbanned.');
        });

        test('who is no admin is sent away from the page of admins', async () => {
            await alva.goto(site.address('/admin'));
            await alva.waitForFunction(() => location.pathname === '/');
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}
