// What both ends of a connection agree on: identity, sizes, keepalive.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "creditproof/config/v1/config.pb.h"

namespace creditproof::rpc {

constexpr int kMaxMessageBytes = 6 << 20;  // an uploaded PDF is the largest

// What a server holds of messages that are still arriving or leaving, those of
// all clients together. Beyond it gRPC ends some with RESOURCE_EXHAUSTED or
// their connections, so that a thousand uploads at once do not end the server.
constexpr std::size_t kMostBytesUnderWay = std::size_t{512} << 20;

// A side that heard nothing for so long asks whether the other is there, and
// takes it for dead when no answer comes.
constexpr int kKeepaliveMs = 20'000;
constexpr int kKeepaliveTimeoutMs = 10'000;

// Debian's Abseil checks the order of all locks, gRPC's among them, under one
// lock of its own, in release as well. From now on this process does not.
void CheckNoLockOrder();

// The content of a party's PEM files.
struct Identity {
  std::string authorities;
  std::string certificates;
  std::string private_key;
};

// File names are relative to `folder`. Fails with NOT_FOUND, naming the file.
absl::StatusOr<Identity> ReadIdentity(const config::v1::Tls& tls,
                                      const std::filesystem::path& folder);

}  // namespace creditproof::rpc
