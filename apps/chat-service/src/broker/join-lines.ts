const lineFeed = 10;

/** A header and what follows it, one a line. */
export function joinLines(header: Buffer, frames: readonly Uint8Array[]): Buffer {
  const size = frames.reduce((sum, frame) => sum + 1 + frame.length, header.length);
  const message = Buffer.allocUnsafe(size);
  header.copy(message);
  let end = header.length;
  for (const frame of frames) {
    message[end] = lineFeed;
    message.set(frame, end + 1);
    end += 1 + frame.length;
  }
  return message;
}
