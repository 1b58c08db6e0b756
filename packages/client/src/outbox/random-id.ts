const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/** 20 random characters (103 bits). `crypto.randomUUID` is missing on pages served without TLS, so it is not used. */
export function randomId(): string {
  let id = "";
  while (id.length < 20) {
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) {
      // 252 is the largest multiple of 36 below 256: above it the first letters would come up more often.
      if (byte < 252 && id.length < 20) id += alphabet[byte % 36];
    }
  }
  return id;
}
