// EligibilityService: verdicts.
import {
  AGENT_CODE,
  CLEAN_CODE,
  PENALISED_CODE,
} from '../portal/installation.mjs';

const ofClean = ({ clean }) => ({
  token: clean,
  path: { subject: CLEAN_CODE },
});

export const eligibilityExamples = {
  'EligibilityService.CheckEligibility': {
    good: {
      'a clean business, all that may be asked': (world) => ({
        ...ofClean(world),
        body: {
          areas: ['AREA_EDUCATION'],
          periodStartDate: '2025-01-01',
          periodEndDate: '2026-01-01',
          purpose: '自查',
          consistency: 'CONSISTENCY_STRONG',
          forReport: true,
          scenario: 'SCENARIO_FINANCING_LISTING',
          findingsPageSize: 1,
        },
        shows: ['verdict.basis', 'material.registration', 'material.names'],
      }),
      'a business with a penalty': ({ penalised }) => ({
        token: penalised,
        path: { subject: PENALISED_CODE },
        body: {},
        shows: ['verdict.findings'],
      }),
      'a business that is barred': ({ agent }) => ({
        token: agent,
        path: { subject: AGENT_CODE },
        body: {},
        shows: ['verdict.causes'],
      }),
    },
    bad: {
      'another business': ({ clean }) => ({
        token: clean,
        path: { subject: PENALISED_CODE },
        body: {},
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
      'a day that does not exist': (world) => ({
        ...ofClean(world),
        body: { periodStartDate: '2025-02-30' },
        status: 400,
        reason: 'INVALID_FIELD',
      }),
      'a page token that was never given': ({ penalised }) => ({
        token: penalised,
        path: { subject: PENALISED_CODE },
        body: { findingsPageToken: 'x' },
        status: 400,
        reason: 'INVALID_FIELD',
      }),
    },
  },
};
