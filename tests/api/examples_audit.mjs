// AuditService: who looked at a subject, as each service that keeps a trail
// tells it.
import { CLEAN_CODE, PENALISED_CODE } from '../portal/installation.mjs';

const ofClean = ({ clean }) => ({
  token: clean,
  path: { subject: CLEAN_CODE },
});
const ofPenalised = ({ penalised }) => ({
  token: penalised,
  path: { subject: PENALISED_CODE },
});

const trail = (own) => ({
  good: {
    'all of them': (world) => ({ ...own(world), shows: ['entries'] }),
    'one page of a day': (world) => ({
      ...own(world),
      query: {
        pageSize: 1,
        purpose: '自查',
        startTime: '2020-01-01T00:00:00Z',
        endTime: '2099-01-01T00:00:00.5Z',
      },
      shows: ['entries', 'nextPageToken'],
    }),
  },
  bad: {
    "somebody else's": ({ agent }) => ({
      token: agent,
      path: { subject: '91230100TE000007XP' },
      status: 403,
      reason: 'GROUND_REFUSED',
    }),
    'a code that is none': ({ clean }) => ({
      token: clean,
      path: { subject: '123' },
      status: 400,
      reason: 'INVALID_FIELD',
    }),
    'a page token that was never given': (world) => ({
      ...own(world),
      query: { pageToken: 'x' },
      status: 400,
      reason: 'INVALID_FIELD',
    }),
  },
});

export const auditExamples = {
  'eligibility-check.AuditService.ListEntries': trail(ofClean),
  'ingestion.AuditService.ListEntries': trail(ofPenalised),
  'report-rendering.AuditService.ListEntries': trail(ofClean),
  'verification.AuditService.ListEntries': trail(ofClean),
};
