// Department files: bytes in, judged rows out. The one authority on what a file
// says, shared by ingestion, the command line and the sync jobs.
//
// Reads CSV (RFC 4180) in UTF-8 with or without BOM, GBK or GB 18030, in pieces
// of any size; memory is bounded by the longest row allowed. Looks at no
// registry and no clock: whom a row is about in the end is ingestion's to say.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"
#include "creditproof/record/v1/record.pb.h"

namespace creditproof::intake {

using ingestion::v1::FileKind;
using ingestion::v1::RowNote;
using ingestion::v1::RowRule;

// What a row asks for (column 更新类型): to put a record, to end one, or to let
// one stand again that was ended by mistake.
enum class Update { kPut, kWithdraw, kRepair, kReinstate };

// How sure the row itself is about whom it names.
enum class Naming {
  kCode,   // a valid credit code
  kDoubt,  // a broken or missing code; match by `organisation_code`, name, slip
  kNone,   // neither code nor name can be read
};

// One row, judged by its own content.
struct Row {
  std::int64_t number = 0;  // the first row after the header is 1
  std::string raw_sha256;   // of its bytes in the file, without the line end

  // Excluded rows carry nothing but `number` and one note.
  bool excluded = false;

  // True when its content breaks a rule: it must not be recorded.
  bool rejected = false;
  // Why; for good rows, what was folded. The first row that is not excluded
  // also carries the remarks about the file: columns that no layout knows.
  std::vector<RowNote> notes;

  // Whom it names, as far as it can be read, also when it is rejected.
  Naming naming = Naming::kNone;
  std::string credit_code;        // folded; valid only with Naming::kCode
  std::string organisation_code;  // 9 characters, from its own column or code
  std::string name;               // as written; may be empty
  std::string region_code;        // GB/T 2260 of the source's row; may be empty
  std::string operator_name;      // 法定代表人 or 经营者; may be empty

  // Of a registration: whether the file has a column for former codes and its
  // cell can be read, so that a code that it leaves out was none.
  bool tells_former_codes = false;

  // Exactly one is set when the row is neither excluded nor rejected. A record
  // lacks record_id and source_id, which ingestion fills in; where naming is
  // kDoubt it lacks credit_code too. Of a rejected row, what could be read.
  std::optional<record::v1::Registration> registration;
  std::optional<record::v1::Record> record;
  Update update = Update::kPut;
  std::string update_date;    // ISO 8601 of the withdrawal or repair; or empty
  std::string update_reason;  // or empty

  // Identity numbers, in the clear, by column id: not among the columns of
  // the above. Ingestion seals them.
  std::vector<std::pair<std::string, std::string>> personal_numbers;
};

// What the source may deliver: rows outside of it are rejected, naming it.
struct Expectation {
  FileKind file_kind = FileKind::FILE_KIND_UNSPECIFIED;  // guessed if so
  std::vector<record::v1::Area> areas;  // of the source; one alone is a default
  absl::CivilDay today;                 // dates after it are rejected
  std::vector<record::v1::DeclaredKind> declared{};  // known besides
};

// Reads one file. Not thread-safe.
class FileReader {
 public:
  // `emit` gets every row in order.
  FileReader(Expectation expectation, std::function<void(Row)> emit);
  ~FileReader();

  // The next bytes of the file. Fails with INVALID_ARGUMENT (FILE_UNREADABLE)
  // when the file as a whole cannot be read: no CSV, no known layout, a
  // mandatory column missing, an encoding that is none of ours. The message is
  // Chinese and says what to do. After a failure nothing more may be fed.
  absl::Status Feed(absl::string_view bytes);

  // The end of the file.
  absl::Status Finish();

  // The kind, once the header was read; FILE_KIND_UNSPECIFIED before.
  FileKind file_kind() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace creditproof::intake
