/**
 * Chromium's way to a track's pictures, which the types of the DOM do not have yet.
 *
 * @typedef {new (init: { track: MediaStreamTrack, maxBufferSize: number }) => { readable: ReadableStream<VideoFrame> }} TrackProcessor
 */

/**
 * Hands over each picture of a video track as it comes, also while the page is hidden.
 *
 * @param {MediaStreamTrack} track
 * @param {() => HTMLVideoElement} show shows the track in a video, for browsers without a track
 *     processor: its pictures are taken at the pace of `fps`
 * @param {number} fps
 * @param {import('./worker-timers.js').WorkerTimers} timers
 * @param {(frame: VideoFrame) => void} take is to close it
 * @returns {() => void} ends it
 */
export function picturesOf(track, show, fps, timers, take) {
  const Processor = /** @type {{ MediaStreamTrackProcessor?: TrackProcessor }} */ (
    /** @type {unknown} */ (globalThis)).MediaStreamTrackProcessor;
  if (!Processor) {
    const video = show();
    const stop = timers.every(Math.floor(1000 / fps), () => {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth) {
        take(new VideoFrame(video, { timestamp: 0 }));
      }
    });
    return () => {
      stop();
      video.srcObject = null;
    };
  }
  const reader = new Processor({ track, maxBufferSize: 1 }).readable.getReader();
  const read = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      take(value);
    }
  };
  // A track that ends ends its pictures; the page hears of it from the track.
  read().catch(() => {});
  return () => void reader.cancel().catch(() => {});
}
