#include "libs/record/natural_key.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/credit_code/code_points.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/digest.h"
#include "libs/record/gb18030_remap.h"

namespace creditproof::record {
namespace {

constexpr std::size_t kIdBytes = 16;

// `text` without blanks, each other character replaced by `fold` of it.
template <typename Fold>
std::string FoldEach(absl::string_view text, Fold fold) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = FirstCodePoint(text);
    if (!IsBlank(point.value)) {
      const char32_t value = fold(point.value);
      if (value == point.value && (point.bytes > 1 || value < 0x80)) {  // most
        folded.append(text.data(), point.bytes);
      } else {
        AppendUtf8(value, folded);
      }
    }
    text.remove_prefix(point.bytes);
  }
  return folded;
}

char32_t UpperHalfWidth(char32_t value) {
  const char32_t half = HalfWidth(value);
  return half >= 'a' && half <= 'z' ? half - 'a' + 'A' : half;
}

char32_t FoldBracket(char32_t value) {
  switch (value) {
    case U'[':
    case U'〔':
    case U'【':
    case U'〖':
    case U'﹝':
      return '(';
    case U']':
    case U'〕':
    case U'】':
    case U'〗':
    case U'﹞':
      return ')';
    default:
      return value;
  }
}

char32_t FoldMiddleDot(char32_t value) {
  switch (value) {
    case U'•':
    case U'‧':
    case U'・':
    case U'･':
      return U'·';
    default:
      return value;
  }
}

// Length before content, so that no two lists of parts have the same bytes.
void AddPart(absl::string_view part, std::string& key) {
  absl::StrAppend(&key, part.size(), ":", part);
}

}  // namespace

std::string FoldDocumentNumber(absl::string_view text) {
  return FoldEach(
      text, [](char32_t value) { return FoldBracket(UpperHalfWidth(value)); });
}

std::string FoldName(absl::string_view name) {
  return FoldEach(name, [](char32_t value) {
    return FoldMiddleDot(UpperHalfWidth(StandardCharacter(value)));
  });
}

NaturalKey::NaturalKey(absl::string_view source_id, const v1::Record& record) {
  AddPart(source_id, before_subject_);
  AddPart(absl::StrCat(static_cast<int>(record.kind())), before_subject_);
  const std::string code = FoldCode(record.authority_code());
  AddPart(code.empty() ? FoldName(record.authority()) : code, behind_subject_);
  const std::string number = FoldDocumentNumber(record.document_number());
  AddPart(number, behind_subject_);
  if (number.empty()) AddPart(record.decision_date(), behind_subject_);
}

std::string NaturalKey::RecordId(absl::string_view credit_code) const {
  return IdOf(credit_code);
}

std::string NaturalKey::DecisionId() const { return IdOf(""); }

std::string NaturalKey::QuarantineId(absl::string_view party_name) const {
  return IdOf(FoldName(party_name));
}

std::string NaturalKey::IdOf(absl::string_view subject) const {
  std::string key = before_subject_;
  AddPart(subject, key);
  key += behind_subject_;
  return absl::BytesToHexString(crypto::Sha256(key).substr(0, kIdBytes));
}

std::string RecordId(const v1::Record& record) {
  return NaturalKey(record.source_id(), record).RecordId(record.credit_code());
}

std::string DecisionId(const v1::Record& record) {
  return NaturalKey(record.source_id(), record).DecisionId();
}

std::string QuarantineId(const v1::Record& record) {
  return NaturalKey(record.source_id(), record)
      .QuarantineId(record.party_name());
}

}  // namespace creditproof::record
