// What the gateway answers by itself.
export const gatewayExamples = {
  'Gateway.GetKeys': {
    good: { 'all of them': () => ({ shows: ['keys'] }) },
    bad: {},
  },
  'Gateway.GetSession': {
    good: {
      'somebody with a token': ({ agent }) => ({
        token: agent,
        shows: ['loggedIn', 'creditCode', 'delegatedCreditCodes', 'actor'],
      }),
      nobody: () => ({ shows: ['loggedIn'] }),
    },
    bad: {},
  },
};
