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

// 32 hex digits from source, kind, subject, authority (its code, else its
// folded name) and folded document number; where there is no number, as on some
// lists, from the decision date. Two records of one source with the same id are
// one.
std::string RecordId(const v1::Record& record);

// Likewise, but for the subject: what a record has in common with the same one
// under another credit code.
std::string DecisionId(const v1::Record& record);

// 32 hex digits from source, kind, folded party name, authority and folded
// document number (else decision date): what a mended row has in common with
// the one that was held, whatever its code.
std::string QuarantineId(const v1::Record& record);

}  // namespace creditproof::record
