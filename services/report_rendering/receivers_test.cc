#include "services/report_rendering/receivers.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace creditproof::report_rendering {
namespace {

config::v1::ReportRendering Configured(const std::string& name) {
  config::v1::ReportRendering config;
  config::v1::Receiver& receiver = *config.add_receivers();
  receiver.set_receiver_id("exchange");
  receiver.set_display_name(name);
  receiver.add_clients("exchange.creditproof");
  return config;
}

TEST_CASE("A receiver is known by the names of its clients") {
  const Receivers receivers = *Receivers::Make(Configured("某证券交易所"));
  const std::vector<std::string> own = {"other", "exchange.creditproof"};
  const std::vector<std::string> others = {"exchange", ""};

  REQUIRE(receivers.Find("exchange") != nullptr);
  CHECK(receivers.IsClientOf("exchange", own));
  CHECK_FALSE(receivers.IsClientOf("exchange", others));
  CHECK_FALSE(receivers.IsClientOf("exchange", {}));
  CHECK(receivers.Find("nobody") == nullptr);
  CHECK_FALSE(receivers.IsClientOf("nobody", own));
}

TEST_CASE("A receiver is there once, under a name that can be printed") {
  config::v1::ReportRendering twice = Configured("某证券交易所");
  *twice.add_receivers() = twice.receivers(0);
  CHECK(absl::IsInvalidArgument(Receivers::Make(twice).status()));
  CHECK(absl::IsInvalidArgument(
      Receivers::Make(Configured("交易所\u202E")).status()));
}

}  // namespace
}  // namespace creditproof::report_rendering
