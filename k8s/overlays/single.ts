// One instance of each service. Copy it for an installation of your own.
import type { Installation } from "../configuration";

export const single: Installation = {
  publicOrigin: "https://credit.example",
  identityProvider: "https://login.example",
  identityProviderNetworks: ["203.0.113.10/32"],
  instances: {},
};
