#include "libs/changelog/state_digest.h"

#include "libs/kv/big_endian.h"

namespace creditproof::changelog {

void StateDigest::Add(std::uint64_t position, absl::string_view stored) {
  std::string head = kv::BigEndian(position);
  kv::AppendBigEndian(head, static_cast<std::uint64_t>(stored.size()));
  digest_.Update(head);
  digest_.Update(stored);
}

}  // namespace creditproof::changelog
