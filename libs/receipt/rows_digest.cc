#include "libs/receipt/rows_digest.h"

#include <array>
#include <cstddef>

namespace creditproof::receipt {
namespace {

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
constexpr char kExcluded = 0;
constexpr char kTaken = 1;

void AddHead(std::int64_t row, char fate, crypto::Sha256Stream& digest) {
  std::array<char, kNumberBytes + 1> head{};
  for (std::size_t i = 0; i < kNumberBytes; ++i) {
    const std::size_t shift = 8 * (kNumberBytes - 1 - i);
    head[i] = static_cast<char>(static_cast<std::uint64_t>(row) >> shift);
  }
  head[kNumberBytes] = fate;
  digest.Update({head.data(), head.size()});
}

}  // namespace

void RowsDigest::Add(std::int64_t row, absl::string_view raw_sha256) {
  AddHead(row, kTaken, digest_);
  digest_.Update(raw_sha256);
}

void RowsDigest::AddExcluded(std::int64_t row) {
  AddHead(row, kExcluded, digest_);
}

std::string RowsDigest::Value() const {
  crypto::Sha256Stream digest = digest_;
  return digest.Finish();
}

}  // namespace creditproof::receipt
