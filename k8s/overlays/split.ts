// Several instances of the services that may have several, which share the 16
// partitions. Nothing moves a partition with what an instance keeps: the numbers
// hold from the creation of the installation on.
import type { Installation } from "../configuration";

export const split: Installation = {
  publicOrigin: "https://credit.example",
  identityProvider: "https://login.example",
  identityProviderNetworks: ["203.0.113.10/32"],
  instances: { "record-store": 4, "eligibility-check": 4, verification: 4 },
};
