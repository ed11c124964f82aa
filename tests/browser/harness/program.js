import { spawn } from 'node:child_process';

const running = new Set();
process.on('exit', () => running.forEach((program) => program.child.kill('SIGKILL')));
['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => process.exit(1)));

/** A machine that does much else at the same time may need this long for anything. */
export const PATIENCE_MILLIS = 60_000;

/** A program that a test started: what it says, line by line, and how it ends. */
export class Program {
    /**
     * @param {string} command
     * @param {string[]} args
     * @param {object} [options] of spawn
     */
    constructor(command, args, options = {}) {
        this.name = command.split('/').pop();
        this.lines = [];
        this.waiting = new Set();
        this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
        for (const stream of [this.child.stdout, this.child.stderr]) {
            let rest = '';
            stream.setEncoding('utf8').on('data', (text) => {
                const parts = (rest + text).split('\n');
                rest = parts.pop();
                parts.forEach((line) => this.#said(line));
            });
        }
        running.add(this);
        this.ended = new Promise((resolve) => {
            this.child.on('error', (failure) => { this.#said(String(failure)); resolve(-1); });
            this.child.on('close', (code, signal) => { running.delete(this); resolve(code ?? signal); });
        });
    }

    #said(line) {
        this.lines.push(line);
        this.waiting.forEach((check) => check());
    }

    /**
     * The match of the first line that fits, said already or still to come.
     * @param {RegExp} pattern
     * @param {number} [millis]
     * @param {number} [from] the line to begin with
     */
    async line(pattern, millis = PATIENCE_MILLIS, from = 0) {
        return new Promise((resolve, reject) => {
            const end = (settle, value) => { clearTimeout(timer); this.waiting.delete(check); settle(value); };
            const check = () => {
                const match = this.lines.slice(from).map((line) => line.match(pattern)).find(Boolean);
                if (match) { end(resolve, match); }
            };
            const timer = setTimeout(() => end(reject, new Error(
                `${this.name} said nothing like ${pattern} in ${millis} ms, but:\n${this.lines.slice(-30).join('\n')}`)), millis);
            this.ended.then((code) => { check(); end(reject, new Error(
                `${this.name} ended with ${code} and said nothing like ${pattern}, but:\n${this.lines.slice(-30).join('\n')}`)); });
            this.waiting.add(check);
            check();
        });
    }

    /** Asks it to end, makes it end after 10 s, and answers with its exit code. */
    async stop(signal = 'SIGTERM') {
        this.child.kill(signal);
        const timer = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
        const code = await this.ended;
        clearTimeout(timer);
        return code;
    }
}
