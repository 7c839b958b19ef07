// BarService and ObjectionService: what a subject says against what is held
// against it.
import { AGENT_CODE, PENALISED_CODE } from '../portal/installation.mjs';
import { APPEAL, OBJECTION } from './world.mjs';

const barred = ({ agent }) => ({
  token: agent,
  path: { subject: AGENT_CODE },
});

const penalised = (world) => ({
  token: world.penalised,
  path: { subject: PENALISED_CODE },
});

export const ingestionExamples = {
  'BarService.FileAppeal': {
    good: {
      'a subject that is barred': (world) => ({
        ...barred(world),
        body: APPEAL,
        shows: ['barId', 'decision', 'appeal.statement'],
      }),
    },
    bad: {
      'a subject that is not barred': (world) => ({
        ...penalised(world),
        body: APPEAL,
        status: 400,
        reason: 'WRONG_STATE',
      }),
    },
  },
  'BarService.ListSubjectBars': {
    good: {
      'all of them': (world) => ({
        ...barred(world),
        query: { pageSize: 10 },
        shows: ['bars'],
      }),
    },
    bad: {
      'of another subject': (world) => ({
        token: world.penalised,
        path: { subject: AGENT_CODE },
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
    },
  },
  'ObjectionService.FileObjection': {
    good: {
      'a record of its own': (world) => ({
        token: world.penalised,
        path: { subject: PENALISED_CODE, record: world.record },
        body: OBJECTION,
        shows: ['name', 'record', 'fileTime'],
      }),
    },
    bad: {
      'a record that is not there': (world) => ({
        token: world.penalised,
        path: { subject: PENALISED_CODE, record: '0'.repeat(32) },
        body: {
          ...OBJECTION,
          requestId: '0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a06',
        },
        status: 404,
        reason: 'RECORD_NOT_FOUND',
      }),
    },
  },
  'ObjectionService.ListObjections': {
    good: {
      'those that are open': (world) => ({
        ...penalised(world),
        query: { state: 'STATE_OPEN' },
        shows: ['objections'],
      }),
    },
    bad: {
      'of another subject': (world) => ({
        token: world.penalised,
        path: { subject: AGENT_CODE },
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
    },
  },
};
