// Calls of every operation that is described, by its id. `good` ones are
// answered 200, with what `shows` names; `bad` ones are refused with the status
// and reason that they name. What is refused by the description itself is in
// refusals.mjs.
import { auditExamples } from './examples_audit.mjs';
import { eligibilityExamples } from './examples_eligibility.mjs';
import { gatewayExamples } from './examples_gateway.mjs';
import { grantExamples } from './examples_grant.mjs';
import { ingestionExamples } from './examples_ingestion.mjs';
import { reportExamples } from './examples_report.mjs';
import { verificationExamples } from './examples_verification.mjs';

export const examples = {
  ...auditExamples,
  ...eligibilityExamples,
  ...gatewayExamples,
  ...grantExamples,
  ...ingestionExamples,
  ...reportExamples,
  ...verificationExamples,
};
