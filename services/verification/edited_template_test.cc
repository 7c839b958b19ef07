// What is said of a genuine file where the template that drew it was edited.
#include <catch2/catch.hpp>
#include <string>

#include "libs/report/new_edition.h"
#include "services/verification/pdf_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test

// How `pdf` is judged where clean-2 was edited under its id.
class Fixture : public PdfFixture {
 public:
  Authenticity JudgeBy(const report::Replacements& edits,
                       const std::string& pdf) {
    report::TemplateFolder folder;
    folder.WriteChanged("clean-2", folder.Shipped("clean-2"), edits);
    const auto shelf = report::TemplateShelf::Load(folder.path());
    REQUIRE(shelf.ok());
    return Examiner(registry_, *changes_, freshness_, keys_now_, *shelf,
                    partitions_, starts_)
        .ByPdf(pdf)
        .value()
        .authenticity();
  }
};

TEST_CASE_METHOD(Fixture,
                 "10: an edited template makes no earlier report a forgery") {
  const std::string pdf = Issue(Said());
  REQUIRE(JudgeBy({}, pdf) == AUTHENTICITY_GENUINE);

  CHECK(JudgeBy({{"{clear} 个领域未发现违法违规记录",
                  "{clear} 个领域均无违法违规记录"}},
                pdf) == AUTHENTICITY_CANNOT_TELL);
  CHECK(JudgeBy({{"（转下页）", "（见下页）"}}, pdf) == AUTHENTICITY_GENUINE);
  CHECK(JudgeBy({{"outcome: OUTCOME_CLEAN", "outcome: OUTCOME_WITH_RECORDS"}},
                pdf) == AUTHENTICITY_CANNOT_TELL);
  CHECK(
      JudgeBy({{"    fields { fact: TABLE_FACT_FOUNDED label: \"成立日期\" }\n",
                ""}},
              pdf) == AUTHENTICITY_CANNOT_TELL);
}

}  // namespace
}  // namespace creditproof::verification
