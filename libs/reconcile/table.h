// A source's own table, as far as comparing it needs: 88 bytes a row.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/crypto/digest.h"
#include "libs/reconcile/table_key.h"

namespace creditproof::reconcile {

// What a row of a file says of its key.
enum class Says : std::uint8_t {
  kContent,   // this is the content
  kRepaired,  // repaired; this is the content where no other row has it
  kEnded,     // withdrawn: it does not stand
};

// One row.
struct TableRow {
  std::array<char, kKeyLength> key_bytes;
  std::array<char, crypto::kSha256Bytes> sha256_bytes;
  std::int64_t number;  // in the file
  Says says;
  bool elsewhere;  // outside of the source's regions

  absl::string_view key() const { return {key_bytes.data(), key_bytes.size()}; }
  absl::string_view sha256() const {
    return {sha256_bytes.data(), sha256_bytes.size()};
  }
};

// Not thread-safe.
class Table {
 public:
  // `sha256` is of the row's comparable content.
  void Add(absl::string_view key, absl::string_view sha256, std::int64_t number,
           Says says = Says::kContent, bool elsewhere = false);

  // Once all are in: of rows with one record id, whatever their days, the last
  // has the word; what stands then is ordered by key. Returns how many rows are
  // no part of the table for it.
  std::int64_t Settle();

  // Once settled: takes out the rows that lie elsewhere; and puts rows back.
  std::vector<TableRow> TakeElsewhere();
  void PutBack(const std::vector<TableRow>& rows);

  // The rows whose keys begin with `prefix`, ascending.
  absl::Span<const TableRow> Within(absl::string_view prefix) const;

  absl::Span<const TableRow> rows() const { return rows_; }

 private:
  std::vector<TableRow> rows_;
};

}  // namespace creditproof::reconcile
