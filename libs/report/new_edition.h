// A folder with an edition that no release has: clean-3, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "libs/base/files.h"
#include "libs/report/templates.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {

// Each text with what takes its place.
using Replacements = std::vector<std::pair<std::string, std::string>>;

// Whoever writes an edition copies the one before and says what it is.
inline const Replacements kNewEdition = {
    {"template_id: \"clean-2\"",
     "template_id: \"clean-3\"\nsupersedes: \"clean-2\""},
    {"title: \"{report_title}\"", "title: \"{report_title}新版\""},
    {"title_style { size: 22 tracking: 0.07 }", "title_style { size: 19 }"},
    {"label: \"住所\"", "label: \"住所（经营场所）\""},
    {"    fields { fact: TABLE_FACT_FOUNDED label: \"成立日期\" }\n", ""},
    {"{clear} 个领域未发现违法违规记录", "{clear} 个领域均无违法违规记录"},
    {"statement_style { size: 9.5 }", "statement_style { size: 10 }"},
    {"  columns { left: 25 width: 36.2 }\n"
     "  columns { left: 63.95 width: 29.7 }\n"
     "  columns { left: 96.4 width: 29.7 }\n"
     "  columns { left: 128.85 width: 29.7 }\n"
     "  columns { left: 161.3 width: 29.7 }\n"
     "  row_height: 6.06\n",
     "  columns { left: 25 width: 39 }\n"
     "  columns { left: 67 width: 39 }\n"
     "  columns { left: 109 width: 39 }\n"
     "  columns { left: 151 width: 39 }\n"
     "  row_height: 5\n"},
};

class TemplateFolder {
 public:
  // Holds those that are shipped.
  TemplateFolder() {
    for (const std::string id : {"clean-2", "records-2"}) {
      Write(id, Shipped(id));
    }
  }

  static std::string Shipped(const std::string& id) {
    return base::ReadFile(CREDITPROOF_SOURCES "/deploy/templates/" + id +
                          ".textproto")
        .value();
  }

  void Write(const std::string& id, const std::string& text) {
    REQUIRE(base::WriteFile(FileOf(id), text).ok());
  }
  void Remove(const std::string& id) { std::filesystem::remove(FileOf(id)); }

  // `from` with `changes`, each of which must be to be made.
  void WriteChanged(const std::string& id, std::string from,
                    const Replacements& changes) {
    for (const auto& [before, after] : changes) {
      INFO(before);
      REQUIRE(absl::StrReplaceAll({{before, after}}, &from) > 0);
    }
    Write(id, from);
  }

  const std::filesystem::path& path() const { return folder_.path(); }
  std::filesystem::path FileOf(const std::string& id) const {
    return folder_.path() / (id + ".textproto");
  }
  absl::StatusOr<Templates> Load() const {
    return Templates::Load(folder_.path(), "/usr/share/fonts");
  }

 private:
  const testing::TempDirectory folder_;
};

// With clean-3 in it as well.
inline TemplateFolder& FolderWithNewEdition() {
  static auto* const folder = new TemplateFolder;
  folder->WriteChanged("clean-3", TemplateFolder::Shipped("clean-2"),
                       kNewEdition);
  return *folder;
}

}  // namespace creditproof::report
