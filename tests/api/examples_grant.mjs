// GrantService: a subject's consents.
import { CLEAN_CODE, PENALISED_CODE } from '../portal/installation.mjs';
import { GRANT_ID, NO_REPORT, grantOf } from './world.mjs';

const ofClean = ({ clean }) => ({
  token: clean,
  path: { subject: CLEAN_CODE },
});

const theGrant = ({ clean, grant }) => ({
  token: clean,
  path: { subject: CLEAN_CODE, grant: grant.grantId },
  body: {},
});

export const grantExamples = {
  'GrantService.CreateGrant': {
    good: {
      'a new one': (world) => ({
        ...ofClean(world),
        body: grantOf('0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a04'),
        shows: ['grant.name', 'code'],
      }),
    },
    bad: {
      'for another business': ({ clean }) => ({
        token: clean,
        path: { subject: PENALISED_CODE },
        body: grantOf('0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a05'),
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
      'an id that was used for another': (world) => {
        const body = grantOf(GRANT_ID);
        body.grant.areas = ['AREA_COMMERCE'];
        return {
          ...ofClean(world),
          body,
          status: 409,
          reason: 'REQUEST_ID_REUSED',
        };
      },
    },
  },
  'GrantService.ListGrants': {
    good: {
      'all of them': (world) => ({
        ...ofClean(world),
        query: { pageSize: 1000 },
        shows: ['grants'],
      }),
    },
    bad: {
      'a page token that was never given': (world) => ({
        ...ofClean(world),
        query: { pageToken: 'x' },
        status: 400,
        reason: 'INVALID_FIELD',
      }),
    },
  },
  'GrantService.RevokeGrant': {
    good: {
      'one that was made': (world) => ({
        ...theGrant(world),
        shows: ['revokeTime', 'state'],
      }),
    },
    bad: {
      'one that was never made': (world) => ({
        ...theGrant(world),
        path: { subject: CLEAN_CODE, grant: NO_REPORT },
        status: 404,
        reason: 'GRANT_NOT_FOUND',
      }),
    },
  },
};
