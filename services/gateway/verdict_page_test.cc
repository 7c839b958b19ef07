#include "services/gateway/verdict_page.h"

#include <catch2/catch.hpp>

namespace creditproof::gateway {
namespace {

using verification::v1::VerifyReportResponse;

constexpr char kPage[] =
    "{{tone}}|{{verdict}}|{{title}}|{{sentence}}|{{advice}}|{{number}}";

TEST_CASE("A verdict is shown with its number, tone and words") {
  VerifyReportResponse response;
  response.set_authenticity(verification::v1::AUTHENTICITY_CHANGED_SINCE);
  response.set_message("出具后有新的记录");
  CHECK(FillVerdict(kPage, "1234", response) ==
        "warn|02|报告是真的，但出具后情况有变化|出具后有新的记录|"
        "请让对方重新办一份。|1234");
}

TEST_CASE("What nobody answered cannot be told") {
  CHECK(FillVerdict("{{tone}} {{verdict}}", "1", VerifyReportResponse()) ==
        "unk 10");
}

TEST_CASE("What was typed is shown as text, and fills nothing in") {
  CHECK(FillVerdict("{{number}} {{verdict}}", "<b>\"'&{{verdict}}",
                    VerifyReportResponse()) ==
        "&lt;b&gt;&quot;&#39;&amp;{{verdict}} 10");
}

}  // namespace
}  // namespace creditproof::gateway
