#include "libs/intake/row_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/limits.h"
#include "libs/intake/naming.h"
#include "libs/intake/natural_person.h"
#include "libs/intake/realign.h"
#include "libs/intake/record_facts.h"
#include "libs/intake/text_check.h"

namespace creditproof::intake {
namespace {

SecrecyColumns SecrecyColumnsOf(const Header& header) {
  std::vector<absl::string_view> names;
  for (const FileColumn& column : header.columns)
    names.push_back(column.header);
  return FindSecrecyColumns(names);
}

RowNote NoteOf(RowRule rule, std::string column, std::string message) {
  RowNote note;
  note.set_rule(rule);
  note.set_column(std::move(column));
  note.set_message(std::move(message));
  return note;
}

// Of an excluded row nothing is kept but why.
void Exclude(RowRule rule, absl::string_view message, Row& row) {
  const std::int64_t number = row.number;
  row = Row();
  row.number = number;
  row.excluded = true;
  row.notes.push_back(NoteOf(rule, "", std::string(message)));
}

void ExcludeClassified(Row& row) {
  Exclude(RowRule::ROW_RULE_CLASSIFIED,
          "涉密的行政处罚信息不得报送，本行内容未予保存", row);
}

// It may be classified, so it is as good as classified until it says.
void ExcludeUnclear(Row& row) {
  Exclude(
      RowRule::ROW_RULE_CLASSIFIED,
      absl::StrCat("看不出第", row.number,
                   "行是否涉密，内容未予保存、未予收录：是否涉密须填是或否"
                   "（密级填秘密、机密、绝密，不涉密的留空），请补正后重报"),
      row);
}

void ExcludePerson(Row& row) {
  Exclude(RowRule::ROW_RULE_NATURAL_PERSON,
          "涉及自然人，不属于本平台归集范围，本行内容未予保存", row);
}

bool AllEmpty(absl::Span<const absl::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(), [](absl::string_view cell) {
    return TrimBlanks(cell).empty();
  });
}

absl::string_view QuoteAdvice(CellSplitter::Fault fault) {
  return fault == CellSplitter::Fault::kUnclosed
             ? "双引号没有成对：请补上右引号"
             : "双引号的位置不对：含有双引号的单元格须整个用双引号括起，"
               "其中的双引号写成两个";
}

}  // namespace

RowReader::RowReader(const Header& header, const Expectation& expectation,
                     RowDecoder& decoder)
    : header_(header),
      decoder_(decoder),
      secrecy_(SecrecyColumnsOf(header)),
      builder_(header, expectation) {}

bool RowReader::Read(const RawRow& raw, Row& row) {
  const RowDecoder::Decoded decoded = decoder_.Decode(raw.bytes);
  splitter_.Split(decoded.text);
  if (decoded.valid && AllEmpty(splitter_.cells())) return false;

  row.number = raw.number;
  const Secrecy secrecy = SecrecyOf(splitter_.cells(), secrecy_, ExtentOf(raw));
  if (secrecy != Secrecy::kOpen) {
    secrecy == Secrecy::kClassified ? ExcludeClassified(row)
                                    : ExcludeUnclear(row);
    return true;
  }
  row.raw_sha256 = raw.too_long ? raw.sha256 : crypto::Sha256(raw.bytes);
  std::optional<Damage> damage = FindDamage(raw, decoded.valid);
  if (damage) {
    ReadDamaged(*std::move(damage), row);
    return true;
  }
  ReadWhole(splitter_.cells(), row);
  if (!row.excluded) CheckCharacters(decoded.text, row);
  return true;
}

std::optional<RowReader::Damage> RowReader::FindDamage(const RawRow& raw,
                                                       bool valid_text) const {
  const auto& cells = splitter_.cells();
  if (raw.too_long) {
    return Damage{RowRule::ROW_RULE_TOO_LONG, "",
                  "一行不得超过1 MiB：请检查是否缺少换行或右引号"};
  }
  if (!valid_text) {
    return Damage{RowRule::ROW_RULE_ENCODING, "",
                  "含有不属于文件编码的字节（乱码）："
                  "请用GB 18030或UTF-8重新导出本行"};
  }
  if (splitter_.fault() != CellSplitter::Fault::kNone) {
    const std::size_t cell = splitter_.fault_cell();
    return Damage{RowRule::ROW_RULE_QUOTING,
                  cell < header_.columns.size() ? header_.columns[cell].header
                                                : std::string(),
                  std::string(QuoteAdvice(splitter_.fault()))};
  }
  if (cells.size() != header_.columns.size()) {
    return Damage{RowRule::ROW_RULE_CELL_COUNT, "",
                  absl::StrCat("本行有", cells.size(), "个单元格，表头有",
                               header_.columns.size(),
                               "列：含有逗号的内容须用双引号括起")};
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].size() <= kMaxCellBytes) continue;
    return Damage{RowRule::ROW_RULE_TOO_LONG, header_.columns[i].header,
                  "一个单元格不得超过64 KiB"};
  }
  return std::nullopt;
}

void RowReader::ReadWhole(absl::Span<const absl::string_view> cells, Row& row) {
  builder_.Start(cells, row);
  const bool says_person = header_.layout->says_person(builder_);
  const bool contradicts =
      says_person && NamesOperator(builder_, splitter_.cells());
  if (says_person && !contradicts) return ReadPerson(cells, row);
  ReadUpdate(builder_);
  builder_.ReadCells();
  ReadNaming(builder_);
  if (contradicts) RejectContradiction(builder_, splitter_.cells());
  header_.layout->fill(builder_);
}

// Of a damaged row only who it names is kept: what says natural person may have
// come under that column by the damage.
void RowReader::ReadPerson(absl::Span<const absl::string_view> cells,
                           Row& row) const {
  row.rejected ? GuessNaming(header_, cells, row) : ExcludePerson(row);
}

// As much of the row as tells whom and which record it is about, so that a hold
// finds them and the mended row finds the hold.
void RowReader::ReadDamaged(Damage damage, Row& row) {
  row.rejected = true;
  row.notes.push_back(
      NoteOf(damage.rule, std::move(damage.column), std::move(damage.message)));
  const auto& cells = splitter_.cells();
  const std::size_t columns = header_.columns.size();
  if (damage.rule == RowRule::ROW_RULE_TOO_LONG || cells.size() < columns) {
    return GuessNaming(header_, cells, row);
  }
  if (cells.size() == columns) return ReadWhole(cells, row);
  ReadWhole(Realign(cells, header_), row);
}

void RowReader::CheckCharacters(absl::string_view text, Row& row) const {
  if (CheckText(text) == TextFault::kNone) return;
  row.rejected = true;
  const auto& cells = splitter_.cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const TextFault fault = CheckText(cells[i]);
    if (fault == TextFault::kNone) continue;
    const bool control = fault == TextFault::kControl;
    row.notes.push_back(NoteOf(control ? RowRule::ROW_RULE_CONTROL_CHARACTER
                                       : RowRule::ROW_RULE_ENCODING,
                               header_.columns[i].header,
                               control
                                   ? "含有控制字符，请删除"
                                   : "含有替换符（乱码），请按原文重新填写"));
    return;
  }
  row.notes.push_back(
      NoteOf(RowRule::ROW_RULE_CONTROL_CHARACTER, "", "含有控制字符，请删除"));
}

}  // namespace creditproof::intake
