// What the gateway's configuration file makes of its parts.
#pragma once

#include <filesystem>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/config/v1/config.pb.h"
#include "services/gateway/pages.h"
#include "services/gateway/server.h"
#include "services/gateway/site.h"

namespace creditproof::gateway {

// Whether browsers come by https, here or at the proxy before us. Fails with
// INVALID_ARGUMENT unless `public_origin` is `https://HOST`, or http on this
// machine.
absl::StatusOr<bool> IsByHttps(const config::v1::Gateway& config);

absl::StatusOr<Listener> MakeListener(const config::v1::Gateway& config,
                                      const std::filesystem::path& folder,
                                      bool by_https);

// The portal; no pages where none is configured.
absl::StatusOr<Pages> LoadPages(const config::v1::Gateway& config,
                                const std::filesystem::path& folder);

// Unset: 20 a second, 100 at once.
RequestRate RateOf(const config::v1::Gateway& config);

// How long a back end may take. Unset: 15 seconds.
absl::Duration CallTimeOf(const config::v1::Gateway& config);

}  // namespace creditproof::gateway
