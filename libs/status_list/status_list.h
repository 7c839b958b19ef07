// The status list: of every issued report one bit that says whether it was
// revoked or its subject is barred, and the states of the issuer's keys,
// signed, for who verifies off line. Specified in docs/formats/status-list.md.
//
// Version 1, numbers big-endian, times in seconds since 1970:
//   0  1  version, 0x01
//   1  4  key id: crypto::VerifyingKey::id
//   5  4  length of the whole list, signature included
//   9  4  made; 13 4 next update; 17 4 end
//  21  2  partition count P; 23 2 keys; 25 2 sections
//  27 37  of each key: fingerprint (32), state (1), compromised from (4)
//         2 + 4 + bytes of each section: partition, reports n, then (n + 7) / 8
//         bytes: report i of the partition has status index i * P + partition
//         and bit i % 8 of byte i / 8, bit 0 being the least significant
// then 64 bytes ECDSA P-256 r || s, s at most half the order, over
// "creditproof-status-list-v1" || all before it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/signing.h"
#include "libs/keys/key_history.h"

namespace creditproof::status_list {

// Of the reports of one partition, in the order of their status indices.
class Bits {
 public:
  Bits() = default;

  // As they lie in a list; `bytes` are as many as `size` needs.
  Bits(std::uint32_t size, absl::string_view bytes)
      : size_(size), bytes_(bytes) {}

  // Makes room for report `i`, and sets its bit when `value`.
  void Set(std::uint32_t i, bool value);

  // `i` is below size().
  bool operator[](std::uint32_t i) const {
    return (static_cast<unsigned char>(bytes_[i / 8]) >> (i % 8) & 1U) != 0;
  }

  // One behind the last report.
  std::uint32_t size() const { return size_; }
  const std::string& bytes() const { return bytes_; }

  friend bool operator==(const Bits&, const Bits&) = default;

 private:
  std::uint32_t size_ = 0;
  std::string bytes_;
};

struct KeyState {
  std::string fingerprint;  // 32 bytes
  keys::State state;
  absl::Time compromised_from = absl::UnixEpoch();  // 1970 unless compromised

  friend bool operator==(const KeyState&, const KeyState&) = default;
};

// Times are of whole seconds.
struct StatusList {
  absl::Time made;         // all is known up to here
  absl::Time next_update;  // from then on a newer one is to be had
  absl::Time end;          // from then on it says nothing any more
  std::uint32_t partition_count = 1;
  std::vector<KeyState> keys;
  std::map<std::uint32_t, Bits> sections;  // by partition

  friend bool operator==(const StatusList&, const StatusList&) = default;
};

// The bytes of the list. Fails with INVALID_ARGUMENT when something of it does
// not fit.
absl::StatusOr<std::string> SignStatusList(const StatusList& list,
                                           const crypto::SigningKey& key);

// Reads lists that follow one another, one of each instance that made some.
// Each must be signed by one of `keys`, and be spelled as SignStatusList does.
// Fails with NOT_FOUND, naming the key that is missing, or INVALID_ARGUMENT.
absl::StatusOr<std::vector<StatusList>> ReadStatusLists(
    absl::string_view bytes, const std::vector<crypto::VerifyingKey>& keys);

}  // namespace creditproof::status_list
