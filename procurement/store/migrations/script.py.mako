"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Take the register to this step."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take the register back to the step before."""
    ${downgrades if downgrades else "pass"}
