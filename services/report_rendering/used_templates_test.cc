#include "services/report_rendering/used_templates.h"

#include <catch2/catch.hpp>

#include "libs/report/new_edition.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

// Whether `instance` would start on a folder with an edited clean-2.
absl::Status StartOn(Instance& instance, const report::Replacements& edits) {
  report::TemplateFolder folder;
  folder.WriteChanged("clean-2", folder.Shipped("clean-2"), edits);
  const auto shelf = report::TemplateShelf::Load(folder.path());
  REQUIRE(shelf.ok());
  return instance.store().templates().CheckUnedited(*shelf);
}

const report::Replacements kEdit = {
    {"{clear} 个领域未发现违法违规记录", "{clear} 个领域均无违法违规记录"}};

TEST_CASE("A template that drew a report is not edited under its id") {
  Neighbours world;
  Instance instance(world);
  REQUIRE(StartOn(instance, kEdit).ok());  // it drew none yet
  REQUIRE(instance.Issue().ok());
  instance.Crash();

  const absl::Status edited = StartOn(instance, kEdit);

  CHECK(absl::IsFailedPrecondition(edited));
  CHECK_THAT(std::string(edited.message()),
             Catch::Contains("their ids") && Catch::Contains("clean-2") &&
                 Catch::Contains("give the edit a new id"));
  CHECK(StartOn(instance, {}).ok());
  CHECK(StartOn(instance, {{"  left: 25\n", "\n  left: 25  # mm\n"}}).ok());
}

}  // namespace
}  // namespace creditproof::report_rendering
