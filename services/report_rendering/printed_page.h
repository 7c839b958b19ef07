// A page as the fixture issues it, and the keys of a press, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "libs/base/files.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {

inline std::string Key(const std::string& name) {
  return base::ReadFile(std::filesystem::path(CREDITPROOF_VECTORS) / "keys" /
                        name)
      .value();
}

inline report::Page PageOf(const std::string& title) {
  Neighbours world;
  Instance instance(world);
  report::Page page;
  REQUIRE(instance.Issue().ok());
  page.data = world.last_data;
  policy::v1::Names& names = *page.data.mutable_names();
  names.set_report_title(title);
  names.set_report_subtitle("无违法违规记录证明");
  names.set_issuer("黑龙江省营商环境建设监督局");
  names.set_channel("信用中国（黑龙江）｜信用代证");
  names.set_site("credit.example");
  names.set_province("黑龙江省");
  names.set_platform("黑龙江省公共信用信息平台");
  const auto key =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  page.qr_text = claim::ClaimUrl("HTTPS://CREDIT.EXAMPLE/V/",
                                 *claim::SignClaim(page.data, key));
  return page;
}

}  // namespace creditproof::report_rendering
