// VerificationService and PresentationService: is it genuine, how often was it
// shown.
import { NO_REPORT } from './world.mjs';

const GENUINE = ['message', 'issued.issueTime', 'asOfTime'];

const pdf = (bytes) => ({ type: 'application/pdf', bytes });

const SMALL_FILE = Buffer.from('%PDF-1.7');

function altered(bytes) {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)] ^= 1;
  return copy;
}

export const verificationExamples = {
  'VerificationService.VerifyReport': {
    good: {
      'its number': ({ report }) => ({
        body: { reportNumber: report.reportNumber },
        shows: GENUINE,
      }),
      'its QR code, of a photo': ({ report }) => ({
        body: { qrText: report.qrText, fromPhoto: true },
        shows: GENUINE,
      }),
      'a file that is small': () => ({
        body: { pdf: SMALL_FILE.toString('base64') },
        shows: ['authenticity', 'message'],
      }),
      'the SHA-256 of the file': ({ sha256 }) => ({
        body: { pdfSha256: sha256 },
        shows: [...GENUINE, 'issued.pdfSha256'],
      }),
      'a number that no report has': () => ({
        body: { reportNumber: NO_REPORT },
        shows: ['authenticity', 'message'],
      }),
    },
    bad: {
      nothing: () => ({
        body: {},
        status: 400,
        reason: 'INVALID_FIELD',
      }),
      'a file that JSON is too small for': (world) => ({
        body: { pdf: world.pdf.toString('base64') },
        status: 413,
        reason: 'BODY_TOO_LARGE',
      }),
      'two things at once': ({ report }) => ({
        body: { reportNumber: report.reportNumber, qrText: report.qrText },
        status: 400,
        reason: 'BAD_JSON',
      }),
      'a SHA-256 that is too short': () => ({
        body: { pdfSha256: 'AAAA' },
        status: 400,
        reason: 'INVALID_FIELD',
      }),
    },
  },
  'VerificationService.VerifyUpload': {
    good: {
      'the file': (world) => ({ file: pdf(world.pdf), shows: GENUINE }),
      'an altered file, its type unsaid': (world) => ({
        file: { type: 'application/octet-stream', bytes: altered(world.pdf) },
        shows: ['authenticity', 'message'],
      }),
    },
    bad: {
      'a file whose size is not told': () => ({
        file: { ...pdf(SMALL_FILE), unsized: true },
        status: 411,
        reason: 'LENGTH_REQUIRED',
      }),
      'an empty file': () => ({
        file: pdf(Buffer.of()),
        status: 400,
        reason: 'INVALID_FIELD',
      }),
    },
  },
  'VerificationService.GetStatusList': {
    good: { 'the list': () => ({ shows: ['statusList'] }) },
    bad: {},
  },
  'PresentationService.GetPresentations': {
    good: {
      'one that was issued': ({ clean, report }) => ({
        token: clean,
        path: { report: report.reportNumber },
        shows: ['reportNumber'],
      }),
    },
    bad: {
      'a number that no report has': ({ clean }) => ({
        token: clean,
        path: { report: NO_REPORT },
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
      'a number that is none': ({ clean }) => ({
        token: clean,
        path: { report: '12' },
        status: 400,
        reason: 'INVALID_FIELD',
      }),
    },
  },
};
