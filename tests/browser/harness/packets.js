import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** Of PROTOCOL.md's media packet. */
export const KEYFRAME = 1;
export const CONFIG = 2;
const CAPTURE_AT = 16;

/**
 * Watches a channel as a player does, but shows nothing: says how old each packet is when it comes.
 *
 * @param {import('./site.js').Site} site
 * @param {string} channel
 * @param {(packet: { ageMillis: number, bytes: number }) => void} packet
 * @returns {{ stall: () => void, resume: () => void, closed: Promise<string>, stop: () => void }} `stall` reads
 *     nothing any more; `closed` is told with code and reason when the server sends the viewer away
 */
export function watchPackets(site, channel, packet) {
    const socket = connectWebSocket(site, `/api/channels/${channel}/watch`);
    let unread = Buffer.alloc(0);
    let open = false;
    let sentAway;
    const closed = new Promise((resolve) => { sentAway = resolve; });
    socket.on('data', (bytes) => {
        unread = Buffer.concat([unread, bytes]);
        if (!open) {
            const end = unread.indexOf('\r\n\r\n');
            if (end < 0) { return; }
            open = true;
            unread = unread.subarray(end + 4);
            socket.write(frame(1, '{"type":"hello","format":"packets","since":0}'));
        }
        for (let whole = take(); whole; whole = take()) {
            const [opcode, payload] = whole;
            if (opcode === 8) { sentAway(`${payload.readUInt16BE(0)} ${payload.subarray(2)}`); }
            if (opcode === 9) { socket.write(frame(10, payload)); }
            if (opcode === 2 && (payload.readUInt16BE(2) & CONFIG) === 0) {
                const captured = Number(payload.readBigInt64BE(CAPTURE_AT)) / 1000;
                packet({ ageMillis: Date.now() - captured, bytes: payload.length });
            }
        }
    });

    /** The next whole frame (RFC 6455 §5.2): its opcode and payload. */
    function take() {
        if (unread.length < 2) { return null; }
        const short = unread[1];
        const header = short === 126 ? 4 : short === 127 ? 10 : 2;
        if (unread.length < header) { return null; }
        const length = short === 126 ? unread.readUInt16BE(2) : short === 127 ? Number(unread.readBigUInt64BE(2)) : short;
        if (unread.length < header + length) { return null; }
        const whole = [unread[0] & 15, unread.subarray(header, header + length)];
        unread = unread.subarray(header + length);
        return whole;
    }

    return { stall: () => socket.pause(), resume: () => socket.resume(), closed, stop: () => socket.destroy() };
}

/** A socket on which a WebSocket handshake was sent; the answer is still to come. */
export function connectWebSocket(site, path, ...headers) {
    const socket = connect(site.port, '127.0.0.1');
    socket.write([`GET ${path} HTTP/1.1`, `Host: localhost:${site.port}`, 'Upgrade: websocket', 'Connection: Upgrade',
        'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, ...headers, '', '']
        .join('\r\n'));
    return socket;
}

/** A client's frame of up to 125 bytes; its mask is zero, which leaves the bytes as they are. */
export function frame(opcode, payload) {
    const bytes = Buffer.from(payload);
    return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}
