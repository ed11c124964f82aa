import { execFileSync } from 'node:child_process';

const FPS = 30;
const WIDTH = 1280;
const HEIGHT = 720;

/** NAL unit types of H.264 §7.4.1. */
const IDR = 5;
const SPS = 7;
const PPS = 8;
const DELIMITER = 9;

/** A looping test picture as media packets, made once by ffmpeg. */
export class Publisher {
  /** @type {{ keyframe: boolean, data: Buffer }[]} */
  #frames = [];
  #config = Buffer.alloc(0);
  /** @type {Map<number, Buffer>} */
  #pictures = new Map();

  constructor() {
    const stream = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=${WIDTH}x${HEIGHT}:r=${FPS}`,
      '-t', '8', '-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'veryfast', '-tune', 'zerolatency',
      '-x264-params', 'aud=1:keyint=60:scenecut=0', '-b:v', '1500k', '-f', 'h264', '-'], { maxBuffer: 1 << 26 });
    let sps = Buffer.alloc(0);
    let pps = Buffer.alloc(0);
    for (const unit of units(stream)) {
      const type = unit[0] & 31;
      if (type === DELIMITER) {
        this.#frames.push({ keyframe: false, data: Buffer.alloc(0) });
      } else if (type === SPS) {
        sps = unit;
      } else if (type === PPS) {
        pps = unit;
      } else {
        const frame = this.#frames[this.#frames.length - 1];
        const length = Buffer.alloc(4);
        length.writeUInt32BE(unit.length);
        frame.keyframe ||= type === IDR;
        frame.data = Buffer.concat([frame.data, length, unit]);
      }
    }
    const codec = `avc1.${sps.subarray(1, 4).toString('hex').toUpperCase()}`;
    const head = Buffer.alloc(1 + codec.length + 8);
    head.writeUInt8(codec.length);
    head.write(codec, 1, 'latin1');
    head.writeUInt32BE(WIDTH, 1 + codec.length);
    head.writeUInt32BE(HEIGHT, 5 + codec.length);
    const record = [1, sps[1], sps[2], sps[3], 0xff, 0xe1, sps.length >> 8, sps.length & 255];
    this.#config = Buffer.concat([head, Buffer.from(record), sps, Buffer.from([1, pps.length >> 8, pps.length & 255]), pps]);
  }

  /** @param {number} i @returns {Promise<Buffer>} a PNG */
  async picture(i) {
    let picture = this.#pictures.get(i);
    if (!picture) {
      const sources = ['testsrc2', 'mandelbrot', 'smptehdbars', 'gradients', 'cellauto', 'life', 'rgbtestsrc', 'sierpinski'];
      picture = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `${sources[i % sources.length]}=s=640x360`,
        '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png', '-'], { maxBuffer: 1 << 24 });
      this.#pictures.set(i, picture);
    }
    return picture;
  }

  /** Sends to a viewer until the answer is called. @param {import('ws').WebSocket} socket */
  watch(socket) {
    let sequence = 0;
    let i = 0;
    const send = (/** @type {number} */ flags, /** @type {Buffer} */ payload) => {
      const header = Buffer.alloc(24);
      header.writeUInt8(1);
      header.writeUInt16BE(flags, 2);
      header.writeUInt32BE(sequence++, 4);
      header.writeBigInt64BE(BigInt(Math.round(i * 1e6 / FPS)), 8);
      header.writeBigInt64BE(BigInt(Date.now()) * 1000n, 16);
      socket.send(Buffer.concat([header, payload]));
    };
    send(2, this.#config);
    const timer = setInterval(() => {
      const { keyframe, data } = this.#frames[i % this.#frames.length];
      send(keyframe ? 1 : 0, data);
      i++;
    }, 1000 / FPS);
    return () => clearInterval(timer);
  }
}

/** @param {Buffer} stream with start codes (H.264 annex B) */
function* units(stream) {
  let from = -1;
  for (let i = 0; i + 3 <= stream.length; i++) {
    if (stream[i] === 0 && stream[i + 1] === 0 && stream[i + 2] === 1) {
      if (from >= 0) {
        yield stream.subarray(from, stream[i - 1] === 0 ? i - 1 : i);
      }
      from = i + 3;
    }
  }
  yield stream.subarray(from);
}
