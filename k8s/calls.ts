// Who calls whom: what the network allows, and nothing else. Acyclic; nobody
// calls the gateway. deploy/config says the same; rendering fails otherwise.
import type { Caller, Service } from "./names";

export const calls: Record<Caller, Service[]> = {
  ingestion: [],
  "record-store": ["ingestion"],
  "eligibility-check": ["ingestion", "record-store"],
  verification: ["ingestion", "record-store"],
  "report-rendering": ["eligibility-check", "verification"],
  gateway: [
    "ingestion",
    "eligibility-check",
    "report-rendering",
    "verification",
  ],
};

// Who asks the identity provider for its keys.
export const askProvider: Caller[] = [
  "ingestion",
  "record-store",
  "eligibility-check",
  "report-rendering",
  "verification",
  "gateway",
];

export const callersOf = (callee: Service): Caller[] =>
  (Object.keys(calls) as Caller[]).filter((caller) =>
    calls[caller].includes(callee),
  );
