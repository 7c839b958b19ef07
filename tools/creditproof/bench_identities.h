// Certificates for benchmarks that go over mutual TLS.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/config/v1/config.pb.h"

namespace creditproof::tool {

// Makes an authority and a certificate by it for each of `names` in `folder`,
// with the openssl command. Fails with UNAVAILABLE when that is not there.
absl::Status MakeIdentities(const std::filesystem::path& folder,
                            const std::vector<std::string>& names);

// The files of `name`, relative to the folder.
config::v1::Tls TlsOf(const std::string& name);

}  // namespace creditproof::tool
