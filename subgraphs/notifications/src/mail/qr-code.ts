import QRCode from 'qrcode';

/** Large enough for a scanner at an arm's length, with the white margin that it needs on a dark page. */
const OPTIONS = { margin: 4, width: 264, errorCorrectionLevel: 'M' } as const;

/** A text as QR code, a PNG. */
export const qrCode = (text: string): Promise<Buffer> => QRCode.toBuffer(text, OPTIONS);
