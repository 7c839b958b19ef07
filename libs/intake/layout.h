// The columns of each kind of file, as tables.
#pragma once

#include <cstddef>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"

namespace creditproof::intake {

class RowBuilder;
struct DeclaredFacts;

// What must be there.
enum class Presence {
  kOptional,
  kColumn,  // the column, but its cells may be empty
  kCell,    // the column and, in a row that puts or reinstates, the cell
  kKey,     // the column and every cell
};

// How a cell is read.
enum class Content {
  kText,
  kCode,      // a credit or organisation code: folded
  kPastDate,  // a day up to today
  kDate,      // any day
  kEndDate,   // any day, or one of the ways to say that there is no end
  kAmount,    // 万元, at most 6 decimals
  kIdentity,  // an identity number of a person, to be sealed
  kNumber,    // a number such as a tax number; sealed where it is a person's
};

// Where the cell goes besides the facts that are read from it.
enum class Keep {
  kColumn,  // among the columns that are stored
  kNo,      // the facts say all of it
};

struct ColumnSpec {
  absl::string_view id;
  absl::string_view
      names;  // Chinese, parted by `|`; the first is the proper one
  Presence presence = Presence::kOptional;
  Content content = Content::kText;
  Keep keep = Keep::kColumn;
};

// Columns that every kind of file may have, behind those of its layout; those
// that say whether a row is classified aside (secrecy.h).
enum class CommonColumn : std::size_t {
  kUpdate,
  kUpdateDate,
  kUpdateReason,
  kArea,
  kRegion,
  kRejection,
};
absl::Span<const ColumnSpec> CommonColumns();

// For a column that a layout does not have.
inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// Positions in `columns` of what tells whom a row is about.
struct NamingColumns {
  std::size_t code;
  std::size_t organisation_code;
  std::size_t name;
  std::size_t operator_name;
};

struct Layout {
  ingestion::v1::FileKind file_kind;
  absl::string_view chinese_name;
  absl::Span<const ColumnSpec> columns;
  NamingColumns naming;

  // The column that says whether the row is about a natural person, and whether
  // it does: then nothing of the row is kept, unless it names an operator.
  std::size_t party_kind;
  bool (*says_person)(const RowBuilder& row);

  // Reads the facts into the row's record or registration.
  void (*fill)(RowBuilder& row);

  // Of a declared kind: which facts there are to be read.
  const DeclaredFacts* declared = nullptr;
};

const Layout& RegistrationLayout();
const Layout& PenaltyLayout();
const Layout& DishonestyLayout();
const Layout& DefaulterLayout();

}  // namespace creditproof::intake
