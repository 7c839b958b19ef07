#include "libs/intake/natural_person.h"

#include "libs/credit_code/credit_code.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/naming.h"

namespace creditproof::intake {
namespace {

constexpr absl::string_view kNobody = "000000000";  // passes its own check
constexpr std::size_t kOldTaxNumber = 20;  // an identity number and 2 digits

// Of the folded text of the code's cell. Operators' codes begin with 9, which
// no resident's identity number does; some persons' numbers are by chance valid
// codes of other bodies.
bool IsOperators(absl::string_view code) {
  if (code.empty()) return false;
  if (code[0] == '9') {
    return code.size() + 1 >= CreditCode::kLength &&
           code.size() <= CreditCode::kLength + 1;
  }
  if (code.size() == kOldTaxNumber) return GivesIdentityNumber(code);
  return CreditCode::Parse(code).ok() && !LooksLikeIdentityNumber(code);
}

bool GivesOrganisation(absl::string_view code) {
  return IsOrganisationCode(code) && code != kNobody;
}

}  // namespace

bool SaysNaturalPerson(absl::string_view party_kind) {
  const std::string kind = HalfWidthText(party_kind);
  return kind == "自然人" || kind == "个人";
}

bool NamesOperator(const RowBuilder& builder,
                   absl::Span<const absl::string_view> cells) {
  const NamingColumns& columns = builder.header().layout->naming;
  const std::string code = FoldCode(builder.Cell(columns.code));
  const std::string own = FoldCode(builder.Cell(columns.organisation_code));
  return IsOperators(code) || GivesOrganisation(code) ||
         GivesOrganisation(own) || !OperatorCodeAmong(cells).empty();
}

void RejectContradiction(RowBuilder& builder,
                         absl::Span<const absl::string_view> cells) {
  const Layout& layout = *builder.header().layout;
  Row& row = builder.row();
  if (row.credit_code.empty()) {
    Identify(OperatorCodeAmong(cells), row.organisation_code, row);
  }
  builder.Reject(
      RowRule::ROW_RULE_VALUE, layout.party_kind,
      "本行写明涉及自然人，却有经营主体的代码，两者相矛盾：涉及经营主体的，"
      "请改正类别；确系自然人的，请删去代码");
}

}  // namespace creditproof::intake
