// What makes two rows the same record, however they are written.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/record/v1/record.pb.h"

namespace creditproof::record {

// `text` with the brackets 〔〕［］[]【】〖〗（）() made one kind, full-width
// letters and digits made half-width, letters upper case, and blanks taken out:
// the form in which document numbers are compared.
std::string FoldDocumentNumber(absl::string_view text);

// A name as it is compared: full-width letters, digits and punctuation made
// half-width, letters upper case, blanks taken out, the middle dots made one,
// GB 18030's private-use characters made their standard ones. Never printed.
std::string FoldName(absl::string_view name);

// What the ids of a record are made of, folded once for all of them. Each id is
// 32 hex digits from source, kind, subject, authority (its code, else its
// folded name) and folded document number; where there is no number, as on some
// lists, from the decision date.
class NaturalKey {
 public:
  // Of `record` as `source_id` delivers it, whatever source stands in it.
  NaturalKey(absl::string_view source_id, const v1::Record& record);

  // Two records of one source with the same id are one.
  std::string RecordId(absl::string_view credit_code) const;

  // Without a subject: what a record has in common with the same one under
  // another credit code.
  std::string DecisionId() const;

  // With the folded name as the subject: what a mended row has in common with
  // the one that was held, whatever its code.
  std::string QuarantineId(absl::string_view party_name) const;

 private:
  std::string IdOf(absl::string_view subject) const;

  std::string before_subject_;
  std::string behind_subject_;
};

// Likewise, of a record that has its source, code and name.
std::string RecordId(const v1::Record& record);
std::string DecisionId(const v1::Record& record);
std::string QuarantineId(const v1::Record& record);

}  // namespace creditproof::record
