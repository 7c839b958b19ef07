// The sample as its issuer signs it with every kind of key, for tests.
#pragma once

#include <string>
#include <vector>

#include "libs/report/cms_signer.h"
#include "libs/report/sample_report.h"

namespace creditproof::report {

// The issuer's first key.
enum class FirstKey { kP256, kRsa };

CmsSigner SignerWith(FirstKey first, bool with_sm2);

// The authority that the first key is certified by, PEM.
std::string AuthorityOf(FirstKey first);

// Takes about a second.
std::string SampleSignedBy(const CmsSigner& signer, Page page = SamplePage());

// Certificates of all keys of the issuer.
std::vector<CmsFrame> SampleIssuers();

}  // namespace creditproof::report
