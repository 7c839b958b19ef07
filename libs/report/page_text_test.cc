#include "libs/report/page_text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/report/sample_report.h"

namespace creditproof::report {
namespace {

std::string Render(const Page& page) {
  return SampleRenderer().Render(page).value();
}

absl::StatusOr<std::vector<PageText>> Read(absl::string_view pdf) {
  const auto objects = FileObjects::Find(pdf);
  if (!objects.ok()) return objects.status();
  return ReadPageTexts(*objects);
}

bool Shows(const PageText& text, absl::string_view some) {
  return std::any_of(text.contents.begin(), text.contents.end(),
                     [some](const PageContent& c) { return c.run == some; });
}

int Placed(const PageText& text, absl::string_view form) {
  return static_cast<int>(
      std::count_if(text.contents.begin(), text.contents.end(),
                    [form](const PageContent& c) { return c.placed == form; }));
}

TEST_CASE("What a page shows is read back") {
  const Page page = SamplePage();

  const auto texts = Read(Render(page));

  REQUIRE(texts.ok());
  REQUIRE(texts->size() == 1);
  CHECK(Shows(texts->front(), page.data.subject().name()));
  CHECK(Shows(texts->front(), page.data.subject().credit_code()));
  CHECK(Shows(texts->front(), "第 1 页　共 1 页"));
  CHECK_FALSE(Shows(texts->front(), "第 2 页　共 2 页"));
  CHECK(Placed(texts->front(), "Grid") == 1);
  CHECK(Placed(texts->front(), "NextFrame") == 0);
}

TEST_CASE("Characters of every face are read back") {
  Page page = SamplePage();
  page.data.mutable_subject()->set_name("哈尔滨𠮷㐂䶮龘有限公司");

  const auto texts = Read(Render(page));

  REQUIRE(texts.ok());
  CHECK(Shows(texts->front(), "哈尔滨𠮷㐂䶮龘有限公司"));
}

TEST_CASE("Pages come in their order") {
  Page page = SamplePage();
  std::string name;
  for (int i = 0; i < 200; ++i) name += "长";
  page.data.mutable_subject()->set_name(name);
  page.data.mutable_subject()->set_address(name);

  const auto texts = Read(Render(page));

  REQUIRE(texts.ok());
  REQUIRE(texts->size() == 2);
  CHECK(Shows(texts->front(), "第 1 页　共 2 页"));
  CHECK(Shows(texts->back(), "第 2 页　共 2 页"));
}

TEST_CASE("A file that is cut off or spoilt is refused or read, never more") {
  const std::string pdf = Render(SamplePage());
  std::mt19937 dice(7);
  for (std::size_t size = 0; size < pdf.size(); size += 997) {
    CHECK_FALSE(Read(absl::string_view(pdf).substr(0, size)).ok());
  }
  for (int i = 0; i < 300; ++i) {
    std::string spoilt = pdf;
    for (int n = 0; n < 3; ++n) {
      spoilt[dice() % spoilt.size()] = static_cast<char>(dice());
    }
    static_cast<void>(Read(spoilt));
  }
}

}  // namespace
}  // namespace creditproof::report
